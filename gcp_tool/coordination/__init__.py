"""What a coordinator counts over the whole partnership: agencies and quarters, never a family or a child."""
