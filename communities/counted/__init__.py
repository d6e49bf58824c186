"""Figures of people together, and how looking after pages is spread."""
