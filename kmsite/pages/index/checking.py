"""Whether Postgres knows the language that search is to use: asked by `manage.py migrate` as well."""

from __future__ import annotations

from typing import Any

from django.core.checks import Error

from kmsite.pages.index.languages import configured, site_language


def unknown_language(databases: list[str] | None = None, **_kwargs: Any) -> list[Error]:
    """Return an error that names the languages there are, where SEARCH_LANGUAGE is none of them."""
    if not databases or (asked := site_language()) in configured():
        return []
    known = ", ".join(configured())
    return [Error(f"SEARCH_LANGUAGE is {asked!r}.", hint=f"It must be one of {known}.", id="pages.E001")]
