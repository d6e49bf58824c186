"""Who belongs to a community, in which roles, and how they come and go."""
