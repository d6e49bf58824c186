"""Making the whole index again while people read and write: entries, lexicon and priors.

Every page is marked as waiting, and work goes on until none waits: whoever is stopped goes on from there.
"""

from __future__ import annotations

import time
from collections.abc import Iterator

from django.db import connection

from kmsite.pages.index import learning, recounting, rewording
from kmsite.pages.index.languages import site_language
from kmsite.pages.models import IndexState, Page, StaleEntry
from kmsite.pages.retrying import in_one_transaction

_FORM = 2
"""Raised whenever entries or words are written in another way: then every site rebuilds them by itself."""
_PAUSE = 0.2
_ALL = "INSERT INTO pages_staleentry (page_id) SELECT id FROM pages_page ORDER BY id ON CONFLICT DO NOTHING"


def is_whole() -> bool:
    """Say whether the index was made whole in the form and for the language that hold now."""
    return IndexState.objects.filter(pk=1, made_for=_wanted(), making_for="").exists()


@in_one_transaction
def begin() -> int:
    """Let the entry of every page wait, unless a rebuild for the same is under way; return how many wait.

    A site without pages has a whole index at once.
    """
    IndexState.objects.get_or_create(pk=1)
    state = IndexState.objects.select_for_update().get(pk=1)
    if state.making_for != _wanted():
        with connection.cursor() as cursor:
            cursor.execute(_ALL)
        state.making_for = _wanted()
    if not Page.objects.exists():
        state.made_for, state.making_for = _wanted(), ""
    state.save()
    return StaleEntry.objects.count()


def go_on() -> Iterator[int]:
    """Write the entries that wait, yielding how many still do; then count the lexicon, and have done.

    Each step is a short transaction that locks its pages: a save in between comes before or after, and the
    index is never without a page that it had.
    """
    while left := StaleEntry.objects.count():
        yield left
        if not rewording.step():
            time.sleep(_PAUSE)  # another process is at it
    learning.mend()
    recounting.recount()
    IndexState.objects.filter(pk=1, making_for=_wanted()).update(made_for=_wanted(), making_for="")
    yield 0


def finish() -> None:
    """Do what is left of a rebuild that somebody began, if anything is."""
    if IndexState.objects.exclude(making_for="").exists():
        for _left in go_on():
            pass


def _wanted() -> str:
    return f"{_FORM} {site_language()}"
