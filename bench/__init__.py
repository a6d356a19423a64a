"""Measures pages of the tool against the least work that could make them. Run by `make bench`; never part of tests."""
