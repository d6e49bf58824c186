"""Where a page stands: placed, moved, put in order, merged into another."""
