"""Bringing in history kept in spreadsheets: past scores, checked whole and written whole, or not at all."""
