"""The caseload: a row a family, chosen, sorted, shown a page at a time, and given away as a file that says the same."""
