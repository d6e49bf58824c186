"""What pages are called, where they are found, and how they link to one another."""
