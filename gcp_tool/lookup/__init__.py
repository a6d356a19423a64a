"""Look-up for those on duty, and families that they open under break-glass for a few hours."""
