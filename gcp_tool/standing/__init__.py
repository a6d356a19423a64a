"""What is worked out from assessments and kept for reading: the only writer of `reading` and `standing`."""
