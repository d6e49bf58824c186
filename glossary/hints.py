"""Hints on the wording of a definition, as ISO 704 advises: they warn, and never keep anybody from saving."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kmsite.text.folding import fold

MOST_WORDS = 50
LOOKED_AT = 4_000
"""Characters of a definition that are looked at: a longer one is too long anyhow."""

WORDINGS: dict[str, str | Promise] = {
    "repeats": _("It uses the term it defines. Say it in other words, so that it could stand in its place."),
    "when": _("It says “is when” or “is where”. Begin with what kind of thing it is."),
    "sentences": _("It has more than one sentence. Keep one, and move the rest to a note."),
    "long": _("It is longer than %d words. What is not needed to tell it apart belongs in a note.")
    % MOST_WORDS,
}

_WHEN = re.compile(r"\b(?:is|are|means|happens|occurs) (?:when|where)\b|\A\W*(?:when|where)\b", re.IGNORECASE)
_ABBREVIATION = re.compile(
    r"\b(?:e\.g|i\.e|etc|cf|vs|ca|al|Dr|Mr|Mrs|Ms|Prof|St|No|Inc|Ltd|[A-Z])\.(?=\s)", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"[.!?…][\"'”\u2019)\]*_]*\s+[\"'“\u2018(\[*_]*(?=[A-Z\d])|\n\s*\n")
_LINK = re.compile(r"\[\[!?(?:[^\]|]*\|)?([^\]]*)\]\]|!?\[([^\]]*)\]\([^)]*\)")
_WORD = re.compile(r"\w+(?:['\u2019]\w+)?")


def hints(title: str, names: Iterable[str], text: str) -> list[str]:
    """Return what may be better about `text`, a definition of the term called `title` and `names`.

    In Markdown; nothing for an empty text. Source: ISO 704:2022, 6.5; the reasons are in decision 34.
    """
    return [str(WORDINGS[fault]) for fault in faults(title, names, text)]


def faults(title: str, names: Iterable[str], text: str) -> list[str]:
    """Return the keys in `WORDINGS` of what may be better about `text`."""
    words = plain(text).strip()
    return list(_faults([title, *names], words)) if words else []


def plain(text: str) -> str:
    """Return the words of a definition without the addresses of its links."""
    return _LINK.sub(lambda link: link[1] or link[2] or "", text[:LOOKED_AT])


def _faults(names: list[str], text: str) -> Iterator[str]:
    if any(_stands_in(name, text) for name in names):
        yield "repeats"
    if _WHEN.search(text):
        yield "when"
    if _SENTENCE_END.search(_ABBREVIATION.sub(lambda short: short[0].replace(".", ""), text)):
        yield "sentences"
    if len(_WORD.findall(text)) > MOST_WORDS:
        yield "long"


def _stands_in(name: str, text: str) -> bool:
    """Say whether `name` stands in `text` as whole words; one in capitals only as it is written."""
    if len(name) < 2:
        return False
    if not name.isupper():
        name, text = " ".join(fold(name).split()), " ".join(fold(text).split())
    plural = "(?:s|es)?" if name[-1:].isalpha() else ""
    return re.search(rf"(?<!\w){re.escape(name)}{plural}(?!\w)", text) is not None
