"""Reading what the pages of a family's history show."""
