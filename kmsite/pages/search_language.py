"""The language whose dictionary the search index uses."""

from __future__ import annotations

from django.conf import settings


def search_language() -> str:
    """Return the name of the text search configuration of Postgres: SEARCH_LANGUAGE, or English."""
    return getattr(settings, "SEARCH_LANGUAGE", "english")
