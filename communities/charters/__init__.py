"""The charter of a community: its parts, its forms, and what clashes in it."""
