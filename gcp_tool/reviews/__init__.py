"""Six-month reviews that end in a decision, the actions that follow, and challenges with their replies."""
