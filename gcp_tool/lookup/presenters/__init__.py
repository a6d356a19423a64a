"""What was found and what was opened, in words."""
