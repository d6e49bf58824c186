"""Filling an empty wiki with a large and likely one, to try out and to measure how it behaves."""
