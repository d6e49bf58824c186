"""Creating, changing, approving, deprecating and merging terms: every door of the glossary leads here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from glossary import comparing
from glossary.checking import cleaned
from glossary.combining import combined
from glossary.entry import Entry
from glossary.models import Relation, Term
from glossary.recording import give_up_names
from kmsite.pages.models import Page
from kmsite.pages.places import merging
from kmsite.pages.places.merging import Belonging
from kmsite.pages.saving import editing
from kmsite.pages.saving.drafts import Draft, clean_title
from kmsite.pages.saving.editing import Saved
from kmsite.profiles.joining import EXPERTISE
from kmsite.recognition.joining import RECOGNITION
from kmsite.stewardship.joining import STEWARDS
from kmsite.talk.joining import COMMENTS


def create(
    *,
    title: str,
    entry: Entry,
    by: Any,
    gloss: str = "",
    body: str = "",
    tags: Iterable[str] = (),
    summary: str = "",
    key: str = "",
    on_behalf_of: Any = None,
    at: datetime | None = None,
) -> Saved:
    """Write the first version of a new term whose preferred name is `title`.

    Raises TextRefused for what cannot be kept: among others NameTaken and Circular. Nothing is written then.
    """
    entry = cleaned(entry, title=clean_title(title), gloss=gloss)
    said = {"title": title, "lede": gloss, "body": body, "tags": tags, "entry": entry.structure()}
    return editing.create(Term, by=by, summary=summary, key=key, at=at, on_behalf_of=on_behalf_of, **said)


def revise(
    term: Term,
    *,
    base: int,
    title: str,
    entry: Entry,
    gloss: str,
    body: str,
    by: Any,
    tags: Iterable[str] | None = None,
    summary: str = "",
    key: str = "",
    on_behalf_of: Any = None,
    began_on: int | None = None,
) -> Saved:
    """Write a version of `term` by somebody who started from version `base`, merged with what came since.

    Raises Conflict where both changed the same thing (`clashes` says where), and TextRefused.
    """
    entry = cleaned(entry, title=clean_title(title), gloss=gloss)
    said = {"title": title, "lede": gloss, "body": body, "tags": tags, "entry": entry.structure()}
    act = {"by": by, "summary": summary, "key": key, "on_behalf_of": on_behalf_of}
    return editing.revise(term, base=base, began_on=began_on, **act, **said)


def change(term: Term, *, by: Any, summary: str, **fields: Any) -> Saved:
    """Write a version of `term` as it is now, with these `fields` of its entry. Raises TextRefused."""
    now = Draft.of(term.current)
    return revise(
        term,
        base=term.current.number,
        title=now.title,
        gloss=now.lede,
        body=now.body,
        entry=replace(Entry.of(now.entry), **fields),
        by=by,
        summary=summary,
    )


def approve(term: Term, *, by: Any, summary: str = "") -> Saved:
    """Approve `term`; raises TextRefused while it has no house definition."""
    summary = summary or _("Approve")
    return change(term, by=by, summary=summary, status=Term.Status.APPROVED.value, replaced_by=None)


def deprecate(term: Term, *, by: Any, replaced_by: Term | None = None, summary: str = "") -> Saved:
    """Deprecate `term`, which `replaced_by` replaces: it stays, and says so."""
    status, other = Term.Status.DEPRECATED.value, replaced_by.pk if replaced_by else None
    return change(term, by=by, summary=summary or _("Deprecate"), status=status, replaced_by=other)


def merge(term: Term, *, into: Term, by: Any, summary: str = "") -> Term:
    """Let `term` go on as `into`, which takes over its names, definitions, notes, relations and addresses.

    Raises MergeRefused, ChangedMeanwhile, Conflict and TextRefused; nothing is written then.
    """
    one, other = Draft.of(into.current), Draft.of(term.current)
    entry = combined(into, Entry.of(one.entry), term, Entry.of(other.entry))
    body = "\n\n".join(text.rstrip() for text in (one.body, other.body) if text.strip())
    return merging.merge(
        term,
        into=into,
        base=term.current.number,
        into_base=into.current.number,
        body=body,
        tags=[*one.tags, *other.tags],
        entry=cleaned(entry, title=one.title, gloss=one.lede).structure(),
        by=by,
        summary=summary or _("Merge “%s” into this term") % term.title,
        along=[
            COMMENTS,
            STEWARDS,
            RECOGNITION,
            EXPERTISE,
            Belonging(lambda _page: 0, lambda _count: "", partial(_hand_over, by=by)),
        ],
    )


def _hand_over(term: Page, into: Page, *, by: Any) -> None:
    """Give what other terms say about `term` to `into`, and let it have the names."""
    give_up_names(term)
    about = Relation.objects.filter(to=term.pk)
    same = Relation.objects.filter(to=into.pk).values_list("term", "kind")
    taken = {*same} | {(into.pk, kind) for _term, kind in about.values_list("term", "kind")}
    for relation in about:
        if (relation.term_id, relation.kind) in taken:
            relation.delete()
        else:
            Relation.objects.filter(pk=relation.pk).update(to=into.pk)
    Relation.objects.filter(term=term.pk).delete()
    Term.objects.filter(replaced_by=term.pk).exclude(pk=into.pk).update(replaced_by=into.pk)
    comparing.hand_over(term, into, by)
