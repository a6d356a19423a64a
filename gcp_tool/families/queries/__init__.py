"""What the pages of families show, read: lists, search, one person, who is allocated, likely duplicates."""
