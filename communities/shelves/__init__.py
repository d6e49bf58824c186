"""What a community collects, and what it looks after."""
