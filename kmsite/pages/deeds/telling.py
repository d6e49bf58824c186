"""Deeds as they are told to somebody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.safestring import SafeString

from kmsite.pages.deeds import of_communities, of_pages
from kmsite.pages.deeds.knowing import Known, known_to
from kmsite.pages.deeds.words import Words
from kmsite.pages.models import LedgerEntry, Page, Revision

_SENTENCES = {**of_pages.SENTENCES, **of_communities.SENTENCES}


@dataclass(frozen=True, slots=True)
class Deed:
    """One deed, told to somebody.

    `page` is the page that it was done to, if they may know it, and `revision` what was saved, where a list
    shows that.
    """

    entry: LedgerEntry
    sentence: SafeString
    revision: Revision | None = None
    page: Page | None = None

    @property
    def at(self) -> datetime:
        return self.entry.at


def told(entries: Iterable[LedgerEntry], reader: Any, here: Page | None = None) -> list[Deed]:
    """Return `entries` as `reader` may know of them, in four statements at most.

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


def _sentence(words: Words) -> SafeString:
    sentence = _SENTENCES[words.entry.verb]
    return sentence(words) if callable(sentence) else words.say(sentence)
