"""Where two people changed the same words: compared, merged, shown, settled."""
