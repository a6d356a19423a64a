"""Looking up, opening a family, leaving a note, judging a use. Each is one write."""
