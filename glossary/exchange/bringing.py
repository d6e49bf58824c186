"""Writing what was planned: a row in a transaction of its own, through the functions that the site uses."""

from __future__ import annotations

import time
from typing import Any

from django.utils.translation import gettext as _

from glossary import curating
from glossary.entry import Entry
from glossary.exchange.entries import entry_of
from glossary.exchange.finding import Numbers, OfRow
from glossary.exchange.foreseeing import in_order
from glossary.exchange.planned import Outcome, Plan, Planned
from glossary.models import Term
from glossary.refusing import NameTaken
from kmsite.pages.retrying import flushed_once, in_one_transaction
from kmsite.pages.saving.editing import Conflict, Saved
from kmsite.text.refusal import TextRefused


def bring(plan: Plan, *, by: Any, summary: str, seconds: float | None = None) -> Plan:
    """Write the rows of `plan` that write something; what is refused now is told in its row.

    After `seconds` the rows that are left wait: the same file, brought again, goes on with them. Rows that
    name one another are written a second time, when all of them are there.
    """
    until = time.monotonic() + seconds if seconds else None
    numbers = Numbers(by)
    again: list[Planned] = []
    with flushed_once():
        for row in in_order(plan):
            if until and time.monotonic() > until:
                row.outcome = Outcome.WAITING
            elif _write(row, numbers, by, summary):
                again.append(row)
        for row in again:
            _write(row, numbers, by, summary, is_last=True)
    return plan


def _write(row: Planned, numbers: Numbers, by: Any, summary: str, *, is_last: bool = False) -> bool:
    """Write `row`; return whether it is to be written once more when all others are."""
    try:
        saved, missing, found = _save(row, numbers, by, summary)
    except NameTaken as refused:
        if row.term and not is_last:
            return True  # another row may give the name up
        row.refuse(refused.message)
    except TextRefused as refused:
        row.refuse(refused.message)
    except Conflict:
        row.refuse(_("Somebody changed the same since this file was exported."))
    else:
        found.keep()
        if row.term is None:
            row.base = saved.revision.number
        row.term, row.slug = saved.page.pk, saved.page.slug
        return missing
    return False


@in_one_transaction
def _save(row: Planned, numbers: Numbers, by: Any, summary: str) -> tuple[Saved, bool, OfRow]:
    term = Term.objects.with_current().filter(pk=row.term).first() if row.term else None
    found = numbers.of_row(Entry.of(term.current.structure) if term else None)
    entry = entry_of(row.said, term=found.term, source=found.source, domain=found.domain, person=found.person)
    said = {name: row.said[name] for name in ("title", "gloss", "tags")} | {"body": row.said["text"]}
    if term:
        saved = curating.revise(term, base=row.base, entry=entry, by=by, summary=summary, **said)
    else:
        saved = curating.create(entry=entry, by=by, summary=summary, **said)
        Term.objects.filter(pk=saved.page.pk).update(uid=row.uid)
    missing = len(entry.relations) < len(row.said["relations"])
    missing = missing or bool(row.said["replaced_by"]) > bool(entry.replaced_by)
    return saved, missing, found
