"""Measuring pages against the least work that could make them. Never part of the app, never timed in tests."""
