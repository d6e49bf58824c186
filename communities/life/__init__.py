"""From a proposal to the archive: what a community is, and its home."""
