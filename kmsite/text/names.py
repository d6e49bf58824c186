"""Names of pages, people and tags: how they are cleaned, compared and sorted."""

import re
import unicodedata

from kmsite.text.characters import without_invisible, without_joiners, without_marks

_GAPS = re.compile(r"[\s_]+")
_AROUND_SLASH = re.compile(r"\s*/\s*")
_NUMBER = re.compile(r"\d+")


class LineTooLong(ValueError):
    """A one-line field holds more than `limit` characters."""

    def __init__(self, length: int, limit: int) -> None:
        super().__init__(f"This is {length} characters long; at most {limit} are allowed.")
        self.length = length
        self.limit = limit


def clean_line(text: str, limit: int) -> str:
    """Return the text of a one-line field: NFC, nothing invisible, white space collapsed, trimmed.

    Raises LineTooLong when more than `limit` characters are left.
    """
    line = unicodedata.normalize("NFC", without_invisible(text))
    if len(line) > limit:
        raise LineTooLong(len(line), limit)
    return line


def name_key(text: str) -> str:
    """Return the form in which two names are one: [[knowledge_Management]] finds "Knowledge management".

    NFKC case folding as in Unicode 3.13 (D147), white space and underscores collapsed, none around a slash;
    so the key of "Section/Title" is the key of the section, a slash, and the key of the title.
    """
    key = without_joiners(without_invisible(text[:2000]))
    key = unicodedata.normalize("NFKC", unicodedata.normalize("NFD", key).casefold())
    key = unicodedata.normalize("NFKC", key.casefold())
    return _AROUND_SLASH.sub("/", _GAPS.sub(" ", key)).strip()


def sort_key(text: str) -> str:
    """Return a key that sorts as people expect under byte order: accents and case aside, 9 before 10."""
    folded = _GAPS.sub(" ", without_marks(name_key(text)))
    return _NUMBER.sub(_padded, folded)


def _padded(match: re.Match[str]) -> str:
    digits = match[0].lstrip("0") or "0"
    return f"{len(digits):03d}{digits}"
