"""Pictures of what is told: on a page, and as files."""
