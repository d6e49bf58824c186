"""Sources: what is missing of one, and making, completing, merging and deleting them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from glossary import curating
from glossary.entry import Entry
from glossary.models import Source, Term
from glossary.source_cleaning import FIELDS, cleaned
from glossary.source_uses import chain_above, is_used, terms_citing
from kmsite.pages.locking import lock_pages
from kmsite.pages.retrying import in_one_transaction
from kmsite.pages.saving.admitting import refuse_shut_out
from kmsite.text.refusal import TextRefused

Need = tuple[tuple[str, ...], str | Promise]
"""Fields of which one is enough, and what is missing without any."""

_WHO: Need = (("authors", "organisation"), gettext_lazy("authors or organisation"))
_TITLE: Need = (("title",), gettext_lazy("title"))
_WHEN: Need = (("year", "date_text"), gettext_lazy("year"))
_ROLE: Need = (("role", "organisation"), gettext_lazy("role or organisation"))
NEEDS: dict[str, tuple[Need, ...]] = {
    "book": (_WHO, _TITLE, _WHEN),
    "article": (_WHO, _TITLE, (("container",), gettext_lazy("journal or book")), _WHEN),
    "web": (
        _TITLE,
        (("url",), gettext_lazy("address")),
        (("accessed_on",), gettext_lazy("date of access")),
    ),
    "report": (_WHO, _TITLE, _WHEN),
    "person": ((("authors",), gettext_lazy("name")), _ROLE),
    "standard": ((("organisation", "publisher"), gettext_lazy("organisation")), _TITLE, _WHEN),
    "internal": (_TITLE,),
    "unknown": (((), gettext_lazy("kind of source")), _WHO, _TITLE, _WHEN),
}
"""What a source of each kind is found again by."""


class SourceChanged(TextRefused):
    """Somebody changed the source since the form was opened: `source` is what it says now."""

    def __init__(self, source: Source) -> None:
        super().__init__(_("Somebody changed this source meanwhile. It says now: %s.") % source)
        self.source = source


def missing(source: Source | Mapping[str, Any]) -> list[str]:
    """Return what is missing of `source`, a record or its columns as an entry keeps them, in words."""
    columns = source if isinstance(source, Mapping) else vars(source)
    needs = NEEDS.get(columns["kind"], NEEDS["unknown"])
    return [str(told) for names, told in needs if not any(columns.get(name) for name in names)]


def incomplete() -> Q:
    """Return the condition by which sources are found of which something is missing."""
    return Q(*(Q(kind=kind) & _lacking(needs) for kind, needs in NEEDS.items()), _connector=Q.OR)


def _lacking(needs: tuple[Need, ...]) -> Q:
    if any(not names for names, _told in needs):
        return Q(pk__isnull=False)
    return Q(*(Q(*(_is_empty(name) for name in names)) for names, _told in needs), _connector=Q.OR)


def _is_empty(name: str) -> Q:
    return Q(**{name: None}) if name in ("year", "accessed_on") else Q(**{name: ""})


@in_one_transaction
def create(*, by: Any = None, **fields: Any) -> Source:
    """Write down a source, be it incomplete. Raises TextRefused when it says nothing, or what cannot be."""
    refuse_shut_out(None, by, "glossary")
    said = cleaned(fields)
    _refuse_same_doi(said["doi"])
    return Source.objects.create(**said)


@in_one_transaction
def revise(source: Source, *, base: int, by: Any, **fields: Any) -> Source:
    """Let `source`, seen at version `base`, say `fields`; every term that cites it gets a new version.

    Terms in the trash or the archive keep what they say until they are saved again. Raises SourceChanged,
    and TextRefused for what cannot be kept, by this source or by a term; then nothing is written.
    """
    refuse_shut_out(None, by, "glossary")
    (now,) = _locked(source)
    if now.version != base:
        raise SourceChanged(now)
    said = cleaned({name: getattr(now, name) for name in FIELDS} | fields)
    if all(getattr(now, name) == value for name, value in said.items()):
        return now
    _refuse_same_doi(said["doi"], but=now)
    if said["quoted_in_id"] and now.pk in chain_above(said["quoted_in_id"]):
        raise TextRefused(_("These sources would be found in one another."))
    Source.objects.filter(pk=now.pk).update(**said, version=now.version + 1)
    now = Source.objects.get(pk=now.pk)
    _tell_terms(now, by, _("Complete the source “%s”") % str(now)[:200])
    return now


@in_one_transaction
def merge(source: Source, *, into: Source, by: Any) -> bool:
    """Let everything that cites `source` cite `into`; return whether the record could be removed.

    It stays, with a note, where an old version refers to it. Raises TextRefused.
    """
    refuse_shut_out(None, by, "glossary")
    if source.pk == into.pk:
        raise TextRefused(_("These are the same source."))
    old, goal = _locked(source, into)
    quoted_in = None if goal.quoted_in_id == old.pk else goal.quoted_in_id
    if quoted_in and old.pk in chain_above(quoted_in):
        raise TextRefused(_("These sources would be found in one another."))
    Source.objects.filter(quoted_in=old.pk).exclude(pk=goal.pk).update(quoted_in=goal.pk)
    Source.objects.filter(pk=goal.pk).update(quoted_in=quoted_in, version=goal.version + 1)
    note = _("Merged into source %d.") % goal.pk
    Source.objects.filter(pk=old.pk).update(note=note, doi="", quoted_in=None, version=old.version + 1)
    if old.doi and not goal.doi:
        Source.objects.filter(pk=goal.pk).update(doi=old.doi)
    _tell_terms(old, by, _("Merge the source “%s”") % str(old)[:200], instead=goal.pk)
    if is_used(old):
        return False
    old.delete()
    return True


@in_one_transaction
def delete(source: Source, *, by: Any) -> None:
    """Delete `source`; raises TextRefused while anything refers to it, old versions included."""
    refuse_shut_out(None, by, "glossary")
    (now,) = _locked(source)
    if is_used(now):
        raise TextRefused(_("An entry refers to this source, or an old version of one does."))
    now.delete()


def _locked(*sources: Source) -> list[Source]:
    """Lock `sources`, after the terms that cite them and in the way of those who are about to."""
    lock_pages(terms_citing(*sources).values_list("pk", flat=True))
    wanted = [source.pk for source in sources]
    rows = Source.objects.select_for_update().filter(pk__in=wanted).order_by("pk").in_bulk()
    if len(rows) < len(wanted):
        raise TextRefused(_("This source is no longer there."))
    return [rows[pk] for pk in wanted]


def _refuse_same_doi(doi: str, but: Source | None = None) -> None:
    if doi and (same := Source.objects.filter(doi=doi).exclude(pk=but and but.pk).first()):
        raise TextRefused(_("There is a source with this DOI already: %s.") % same)


def _tell_terms(source: Source, by: Any, summary: str, *, instead: int | None = None) -> None:
    """Write a version of every term that cites `source`, in the order of their ids."""
    for term in terms_citing(source).with_current().order_by("pk"):
        try:
            curating.change(term, by=by, summary=summary, **_swapped(term, source.pk, instead))
        except TextRefused as refused:
            raise TextRefused(f"“{term}”: {refused}") from refused


def _swapped(term: Term, old: int, new: int | None) -> dict[str, Any]:
    """Return the parts of the entry of `term` with the source `new` instead of `old`."""
    if new is None:
        return {}
    entry = Entry.of(term.current.structure)
    definitions = (
        replace(one, source=new if one.source == old else one.source, via=new if one.via == old else one.via)
        for one in entry.definitions
    )
    return {"definitions": tuple(definitions)} | {
        part: tuple(
            replace(one, source=new) if one.source == old else one for one in getattr(entry, part)
        )
        for part in ("notes", "relations")
    }  # fmt: skip
