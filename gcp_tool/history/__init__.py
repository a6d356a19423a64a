"""The page of a family, history first: what was read when, how care has changed, and who it is about."""
