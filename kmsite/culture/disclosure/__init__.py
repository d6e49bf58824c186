"""What may be told of answers, and what is read of it."""
