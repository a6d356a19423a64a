"""What is done to samples: drawing, auditing, closing."""
