"""What is typed in reviews, actions and challenges."""
