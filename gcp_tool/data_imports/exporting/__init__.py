"""Taking scores out as the rows that the import reads: what comes out and goes in again comes out the same."""
