"""What changes families: registered, changed, allocated, people added, changed, gone; searches kept."""
