"""Reading what is recorded around a family."""
