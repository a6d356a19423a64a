"""The log on pages: who has looked at a family, for its manager; the whole log without case content."""
