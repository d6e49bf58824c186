"""Tags: which page carries which, and what becomes of them."""
