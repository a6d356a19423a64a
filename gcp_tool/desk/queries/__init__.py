"""What the desk, the caseload and the supervision pack show, read in numbers of queries that do not grow."""
