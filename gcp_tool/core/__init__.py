"""What every room needs and no rule does: the clock, keys, text, formatting, pages of rows, the database."""
