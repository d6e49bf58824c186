"""A discussion becomes something that stays: an article, a change of one, or a definition of a term."""
