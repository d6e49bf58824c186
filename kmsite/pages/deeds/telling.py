"""Deeds as they are told to somebody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils.safestring import SafeString
from django.utils.timezone import localdate

from kmsite.pages.deeds import of_communities, of_pages
from kmsite.pages.deeds.knowing import Known, known_to
from kmsite.pages.deeds.words import Words
from kmsite.pages.models import LedgerEntry, Page, Revision

_SENTENCES = {**of_pages.SENTENCES, **of_communities.SENTENCES}


@dataclass(frozen=True, slots=True)
class Deed:
    """One deed, told to somebody.

    `page` is the page that it was done to, if they may know it, `revision` what was saved, where a list
    shows that, and `times` how many neighbours that read the same it stands for.
    """

    entry: LedgerEntry
    sentence: SafeString
    revision: Revision | None = None
    page: Page | None = None
    times: int = 1

    @property
    def at(self) -> datetime:
        return self.entry.at


def told(entries: Iterable[LedgerEntry], reader: Any, here: Page | None = None) -> list[Deed]:
    """Return `entries` as `reader` may know of them, in five statements at most.

    `here` is the page on which they are told, which is called “this page”, if they are all about one.
    """
    entries = list(entries)
    return told_knowing(entries, known_to(reader, entries), here)


def told_knowing(entries: Iterable[LedgerEntry], known: Known, here: Page | None = None) -> list[Deed]:
    """Return `entries` as somebody tells them who knows what is `known`."""
    return [
        Deed(entry, _sentence(Words(entry, known, here)), page=known.pages.get(entry.page_id))
        for entry in entries
    ]


def folded(deeds: Iterable[Deed]) -> list[Deed]:
    """Return `deeds` with neighbours of one day that read the same told once; a save stands for itself."""
    rows: list[Deed] = []
    for deed in deeds:
        last = rows[-1] if rows else None
        if last and _reads_as(last, deed):
            rows[-1] = replace(last, times=last.times + 1)
        else:
            rows.append(deed)
    return rows


def _reads_as(one: Deed, other: Deed) -> bool:
    same = (one.sentence, localdate(one.at)) == (other.sentence, localdate(other.at))
    return same and one.revision is None and other.revision is None


def _sentence(words: Words) -> SafeString:
    sentence = _SENTENCES[words.entry.verb]
    return sentence(words) if callable(sentence) else words.say(sentence)
