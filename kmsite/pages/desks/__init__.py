"""The desk of a writer: forms, drafts that are kept, texts that come back, who else is there."""
