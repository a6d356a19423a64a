"""Tools, what differs between two versions, and notes about their words, as pages show them."""
