"""What reviews, actions and challenges change."""
