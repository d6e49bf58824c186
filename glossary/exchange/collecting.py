"""Terms of this site, read as files carry them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from glossary.entry import Entry
from glossary.exchange.portable import Record, Said, for_readers, version_of
from glossary.exchange.sources import by_value
from glossary.models import Domain, Term
from glossary.querysets import TermQuerySet
from kmsite.accounts.models import User
from kmsite.pages.models import Revision, Tag
from kmsite.pages.saving.drafts import Draft

AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Known:
    """What the numbers in an entry mean: uids of terms, domains and people by id; titles and addresses of
    terms by uid, addresses of domains by name; the uids of the terms that readers are shown in files."""

    terms: dict[int, str]
    titles: dict[str, str]
    slugs: dict[str, str]
    domains: dict[int, str]
    shelves: dict[str, str]
    people: dict[int, str]
    listed: frozenset[str]
    tags: dict[str, str]
    """The names that tags have now, by former ones."""

    @classmethod
    def now(cls) -> Known:
        """Read all of it, in six queries: a few numbers and a name for each term."""
        rows = Term.objects.values_list("pk", "uid", "title", "slug", "merged_into")
        told = {pk: (str(uid), title, slug, into) for pk, uid, title, slug, into in rows}
        terms = {}
        for pk in told:
            goal = pk
            while told[goal][3] in told:
                goal = told[goal][3]
            terms[pk] = told[goal][0]
        listed = published().values_list("uid", flat=True)
        stewards = User.objects.filter(terms__isnull=False).distinct()
        return cls(
            terms,
            {uid: title for uid, title, _slug, _into in told.values()},
            {uid: slug for uid, _title, slug, _into in told.values()},
            dict(Domain.objects.values_list("pk", "name")),
            dict(Domain.objects.values_list("name", "slug")),
            dict(stewards.values_list("pk", "username")),
            frozenset(map(str, listed)),
            dict(Tag.objects.exclude(merged_into=None).values_list("name", "merged_into__name")),
        )

    def uid(self, term: int | None) -> str:
        """Return the uid of the term that the page id means now; empty for one that is gone."""
        return self.terms.get(term, "")


def published() -> TermQuerySet:
    """Return the terms that files for readers hold: no drafts."""
    return Term.objects.live().filter(reach=0).exclude(status=Term.Status.DRAFT)


def records(terms: TermQuerySet, known: Known, *, readers: bool = False) -> Iterator[Record]:
    """Yield `terms` by name, a few at a time; with `readers`, only what readers may know."""
    order = list(terms.order_by("title_key", "uid").values_list("pk", flat=True))
    for start in range(0, len(order), AT_ONCE):
        some = Term.objects.select_related("current").in_bulk(order[start : start + AT_ONCE])
        for pk in order[start : start + AT_ONCE]:
            if pk in some:
                yield record_of(some[pk], known, readers=readers)


def record_of(term: Term, known: Known, *, readers: bool = False) -> Record:
    """Return `term` as files carry it."""
    said = said_by(term.current, known)
    if readers:
        said = for_readers(said, known.listed)
    return Record(
        said,
        str(term.uid),
        version_of(said),
        term.slug,
        known.titles,
        changed_on=term.changed_at.date(),
        created_on=term.created_at.date(),
        summary=term.current.summary,
    )


def said_by(revision: Revision, known: Known) -> Said:
    """Return what `revision` says of its term."""
    draft = Draft.of(revision)
    entry = Entry.of(draft.entry)
    own = known.uid(revision.page_id)
    return {
        "title": draft.title,
        "gloss": draft.lede,
        "text": draft.body,
        "tags": [*dict.fromkeys(known.tags.get(tag, tag) for tag in draft.tags)],
        "status": entry.status,
        "domain": known.domains.get(entry.domain, ""),
        "steward": _username(entry.steward, known),
        "review_due": entry.review_due.isoformat() if entry.review_due else "",
        "is_contested": entry.is_contested,
        "replaced_by": known.uid(entry.replaced_by),
        "is_shareable": entry.is_shareable,
        "case": entry.case,
        "autolink": entry.autolink,
        "names": [name.item() for name in entry.names],
        "definitions": [_part(one, entry, "source", "via") for one in entry.definitions],
        "notes": [_part(note, entry, "source") for note in entry.notes],
        "relations": _relations(entry, own, known),
    }


def _username(steward: int | None, known: Known) -> str:
    if steward and steward not in known.people:  # the steward of an older version
        known.people[steward] = (
            User.objects.filter(pk=steward).values_list("username", flat=True).first() or ""
        )
    return known.people.get(steward, "")


def _part(part: Any, entry: Entry, *sources: str) -> dict[str, Any]:
    said = {name: getattr(part, name) for name in part.__slots__}
    for name in sources:
        column = entry.source(said[name])
        said[name] = by_value(column, entry.told.get("sources", {})) if column else None
    return said


def _relations(entry: Entry, own: str, known: Known) -> list[dict[str, Any]]:
    """Return the relations with the terms they mean now: a merged term is the one it went on as."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for one in entry.relations:
        term = known.uid(one.term)
        if term and term != own:
            found.setdefault((one.kind, term), _part(one, entry, "source") | {"term": term})
    return list(found.values())
