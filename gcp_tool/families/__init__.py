"""Families: registering them, finding them, who is in them, who is allocated. Their history is another room's."""
