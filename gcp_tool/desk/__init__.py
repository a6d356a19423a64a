"""The desk: what waits for this person, and where their work is."""
