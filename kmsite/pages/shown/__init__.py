"""What stands around a text, and which pages a change must touch."""
