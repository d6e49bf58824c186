"""The part of an address that names the terms of a comparison."""

from __future__ import annotations


class ComparedConverter:
    """Two or more names of terms with ".." between them: `<compared:names>`; no slug has two dots."""

    regex = r"[^/]+\.\.[^/]+"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
