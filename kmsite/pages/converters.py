"""The part of an address that names a page."""

from __future__ import annotations


class PageSlugConverter:
    """A slug in any script: `<pageslug:slug>`."""

    regex = r"[\w-]+"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
