"""The search index: what is written of each page, in which language, and the words that the site knows."""
