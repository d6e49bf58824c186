"""Words: pure functions for Markdown, cleaning, links, diff, merge, names and slugs. No Django models."""
