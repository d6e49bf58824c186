"""The exercise alone: what one's own answers show, and what is kept of them."""
