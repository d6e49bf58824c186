"""Postgres that starts by itself when no DATABASE_URL is given, and stops after its last user."""
