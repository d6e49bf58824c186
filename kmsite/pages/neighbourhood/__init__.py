"""The neighbourhood of a page: what links to it, and what is like it."""
