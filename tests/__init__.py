"""The tests. A package, so that its name is found here first."""
