"""Dip samples: drawing them again the same, auditing the families drawn, and what was found."""
