"""What one person is told on their desk: giving notice, and saying that it was seen. No pages."""
