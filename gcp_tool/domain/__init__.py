"""The rules of graded care: pure Python that knows no web, no database and no clock."""
