"""Completing: what the last word of a question may begin, out of the words that the site knows."""

from __future__ import annotations

from typing import Any

from kmsite.pages.models import Word

MOST_LONGER = 15


def longer_words(reader: Any, beginning: str) -> tuple[str, ...]:
    """Return the most frequent words that begin with `beginning`, folded, and are longer.

    `organisatio` begins no stem of organisation, so whole words are looked up and read as any other. Words of
    an audience are in no lexicon: they are found when they are complete.
    """
    if not beginning:
        return ()
    known = Word.objects.filter(word__startswith=beginning).exclude(word=beginning)
    known = known if reader.is_authenticated else known.filter(is_public=True)
    return tuple(known.order_by("-pages", "word").values_list("word", flat=True)[:MOST_LONGER])
