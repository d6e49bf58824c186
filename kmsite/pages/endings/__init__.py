"""The archive, the trash, and the two ways in which a revision ends."""
