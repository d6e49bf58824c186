"""Writing revisions: what a save does, step by step, in one transaction."""
