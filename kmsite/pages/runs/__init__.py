"""Acting on many pages: chosen, tried out, done step by step, reported."""
