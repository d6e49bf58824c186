"""Views of harvests: choosing what to take, and writing what comes of it."""
