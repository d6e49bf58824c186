"""Parts of addresses of the glossary: the terms of a comparison, the format of a file."""

from __future__ import annotations


class ComparedConverter:
    """Two or more names of terms with ".." between them: `<compared:names>`; no slug has two dots."""

    regex = r"[^/]+\.\.[^/]+"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class FormatConverter:
    """How a file of terms is written: `<format:format>`."""

    regex = "csv|xlsx|ttl|jsonld"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
