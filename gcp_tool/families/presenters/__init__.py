"""Words for the pages of families: cards of a list, one person, likely duplicates, choices of forms."""
