"""The values of reviews as words for people."""
