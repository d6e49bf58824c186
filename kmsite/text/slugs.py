"""Slugs: the last part of an address and the anchors of headings."""

import re
import unicodedata

_NOT_WORD = re.compile(r"[^\w]+")
_DASHES = re.compile(r"-+")


def slugify(text: str, *, limit: int = 80, empty: str = "page") -> str:
    """Return `text` as a Unicode slug of `[\\w-]+`: NFC, case folded, accents kept, no dash at either end.

    At most `limit` characters, cut between words where possible; `empty` when nothing is left.
    """
    folded = unicodedata.normalize("NFC", text[: limit * 8]).casefold()
    folded = unicodedata.normalize("NFC", folded)
    kept = "".join(c for c in folded if not unicodedata.category(c).startswith("M"))
    slug = _DASHES.sub("-", _NOT_WORD.sub("-", kept)).strip("-_")
    return _cut(slug, limit) or empty


def _cut(slug: str, limit: int) -> str:
    if len(slug) <= limit:
        return slug
    head, dash, _ = slug[: limit + 1].rpartition("-")
    return (head if dash and len(head) > limit // 2 else slug[:limit]).strip("-_")
