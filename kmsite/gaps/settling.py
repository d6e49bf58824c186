"""What becomes of a search that found nothing: it gets to be a name of a term, or is taken off the list."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from glossary import curating
from glossary.entry import Entry, NameEntry
from glossary.models import Term
from kmsite.pages.retrying import in_one_transaction
from kmsite.pages.saving.drafts import Draft
from kmsite.pages.saving.editing import Saved
from kmsite.search.fruitless import key_of
from kmsite.search.models import LONGEST, SettledSearch

Outcome = SettledSearch.Outcome
KEPT = timedelta(days=400)


@in_one_transaction
def settle(text: str, outcome: str, *, by: Any, page: Any = None) -> None:
    """Take the question `text` off the list; who did it and why is on record."""
    said = {"text": text[:LONGEST], "outcome": outcome, "by": by, "at": timezone.now(), "page": page}
    SettledSearch.objects.update_or_create(key=key_of(text), defaults=said)


@in_one_transaction
def put_back(text: str) -> None:
    """Let the question `text` stand on the list again."""
    SettledSearch.objects.filter(key=key_of(text)).delete()


@in_one_transaction
def give_name(term: Term, text: str, kind: str, *, base: int, by: Any) -> Saved:
    """Let `term`, read in version `base`, be found by the name `text` as well, and take that off the list.

    Raises TextRefused for a name that cannot be, and Conflict.
    """
    now = Draft.of(term.current)
    entry = Entry.of(now.entry)
    names = (*entry.names, NameEntry(text, kind))
    saved = curating.revise(
        term,
        base=base,
        title=now.title,
        gloss=now.lede,
        body=now.body,
        entry=Entry.of({**entry.structure(), "names": [name.item() for name in names]}),
        by=by,
        summary=_("Add the name “%s”, which people searched for") % text,
    )
    settle(text, Outcome.SYNONYM, by=by, page=term)
    return saved


def forget_old() -> None:
    """Forget what was taken off the list 400 days ago."""
    SettledSearch.objects.filter(at__lt=timezone.now() - KEPT).delete()
