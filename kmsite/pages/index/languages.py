"""The languages whose dictionaries the search index uses: that of the site, and those that pages choose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from kmsite.pages.models import Page


def site_language() -> str:
    """Return the name of the text search configuration of Postgres that the site uses: SEARCH_LANGUAGE."""
    return settings.SEARCH_LANGUAGE


def language_of(page: Page) -> str:
    """Return the name of the text search configuration that the words of `page` are read with."""
    return page.language or site_language()
