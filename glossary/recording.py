"""Writing the tables that follow from an entry: columns, names, claims, definitions, notes and relations."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.db import connection
from django.db.models import Model, Q
from django.forms.models import model_to_dict
from django.utils.translation import gettext as _

from glossary.checking import refuse_faulty
from glossary.entry import Entry
from glossary.models import Claim, Definition, Domain, Note, Relation, Source, Term
from glossary.naming import record_names
from glossary.refusing import Circular
from glossary.relating import HIERARCHIES
from kmsite.pages.models import Page
from kmsite.text.refusal import TextRefused

_HIERARCHY = 12
"""The number that two writers of hierarchical relations meet at, until their transactions end."""
_ABOVE = """
WITH RECURSIVE above (id) AS (
    SELECT to_id FROM glossary_relation WHERE term_id = %(term)s AND kind = %(kind)s
    UNION
    SELECT r.to_id FROM above JOIN glossary_relation r ON r.term_id = above.id AND r.kind = %(kind)s
)
SELECT EXISTS (SELECT 1 FROM above WHERE id = %(term)s)
"""


def completed(entry: Entry) -> Entry:
    """Return `entry` with what it refers to, by value: sources, titles of other terms, name of the domain.

    A term that was merged is the one it was merged into; relations to terms that are gone are left out.
    Raises TextRefused for a source or a domain that does not exist.
    """
    terms = _terms_meant({one.term for one in entry.relations} | ({entry.replaced_by} - {None}))
    relations = {}
    for one in entry.relations:
        if one.term in terms:
            relations.setdefault((one.kind, terms[one.term].pk), replace(one, term=terms[one.term].pk))
    replaced_by = terms[entry.replaced_by].pk if entry.replaced_by in terms else None
    told = {
        "sources": sources_by_value(entry.sources_used()),
        "_titles": {str(term.pk): term.title for term in terms.values()},
    }
    if entry.domain:
        told["_domain"] = _domain(entry.domain).name
    return replace(entry, relations=tuple(relations.values()), replaced_by=replaced_by, told=told)


def record(page: Page, title: str, entry: Entry) -> set[int]:
    """Let the tables say of `page`, whose preferred name is `title`, what `entry` says.

    Returns the ids of the other pages this touches: terms on the other side of a relation, and pages that
    mention a name that links in another way now. Raises NameTaken, Circular and other TextRefused.
    """
    if any(one.term == page.pk for one in entry.relations) or entry.replaced_by == page.pk:
        raise TextRefused(_("A term cannot relate to itself."))
    refuse_faulty(entry, title=title, gloss=page.lede)
    touched = related({page.pk})
    domain = _domain(entry.domain) if entry.domain else None
    _write_columns(page, entry)
    touched |= record_names(page, title, entry, domain)
    _write_parts(page, entry)
    return (touched | related({page.pk})) - {page.pk}


def related(pages: set[int]) -> set[int]:
    """Return the terms that show something of `pages` (ids), those among them that show one another too.

    Shown are both sides of a relation, what replaces a term, and what replaces the other side of a relation.
    """
    replaced = {*Term.objects.filter(replaced_by__in=pages).values_list("pk", flat=True)}
    replacing = {*Term.objects.filter(replaces__in=pages).values_list("pk", flat=True)}
    ids = pages | replaced
    rows = Relation.objects.filter(Q(term__in=ids) | Q(to__in=ids)).values_list("term", "to")
    return replaced | replacing | {id for row in rows for id in row}


def refuse_trash(page: Page) -> None:
    """Raise TextRefused when `page` is more than a draft: it has readers, so it is deprecated instead."""
    if Term.objects.filter(pk=page.pk).exclude(status=Term.Status.DRAFT).exists():
        raise TextRefused(_("Only drafts can be put into the trash. Deprecate this term instead."))


def let_go(pages: set[int]) -> None:
    """Untie the terms that relate to `pages` (ids), drafts that end for good; their next versions know it."""
    Relation.objects.filter(to__in=pages).exclude(term__in=pages).delete()
    Term.objects.filter(replaced_by__in=pages).update(replaced_by=None)


def _write_columns(page: Page, entry: Entry) -> None:
    columns = {
        "domain_id": entry.domain,
        "status": entry.status,
        "replaced_by_id": entry.replaced_by,
        "is_contested": entry.is_contested,
        "steward_id": entry.steward,
        "review_due": entry.review_due,
        "is_shareable": entry.is_shareable,
        "case": entry.case,
        "autolink": entry.autolink,
    }
    Term.objects.filter(pk=page.pk).update(**columns)
    if isinstance(page, Term):
        for name, value in columns.items():
            setattr(page, name, value)


def _write_parts(page: Page, entry: Entry) -> None:
    _sync(Definition, page, [_columns(one, "source", "via") for one in entry.definitions])
    _sync(Note, page, [_columns(one, "source") for one in entry.notes])
    relations = [_columns(one, "source") for one in entry.relations]
    for columns in relations:
        columns["to_id"] = columns.pop("term")
    before = set(Relation.objects.filter(term=page.pk).values_list("kind", "to"))
    _sync(Relation, page, relations)
    new = {(one.kind, one.term) for one in entry.relations} - before
    for kind in sorted({kind for kind, _to in new} & {*HIERARCHIES}):
        _refuse_circle(page, kind)


def _columns(part: Any, *references: str) -> dict[str, Any]:
    columns = {name: getattr(part, name) for name in part.__slots__ if name != "id"}
    for name in references:
        columns[f"{name}_id"] = columns.pop(name)
    return {"key": part.id, **columns}


def _sync(model: type[Model], page: Page, rows: list[dict[str, Any]]) -> None:
    """Let `model` hold exactly `rows` of the term, in this order, each known by its key."""
    rows = [{**row, "position": place} for place, row in enumerate(rows)]
    kept = {row.key: row for row in model.objects.filter(term=page.pk)}
    model.objects.filter(term=page.pk).exclude(key__in=[row["key"] for row in rows]).delete()
    changed = [row for row in rows if row["key"] in kept and _differs(kept[row["key"]], row)]
    for row in sorted(changed, key=lambda row: row.get("is_house", False)):  # never two houses at once
        model.objects.filter(pk=kept[row["key"]].pk).update(**row)
    model.objects.bulk_create(model(term_id=page.pk, **row) for row in rows if row["key"] not in kept)


def _differs(kept: Model, row: dict[str, Any]) -> bool:
    return any(getattr(kept, name) != value for name, value in row.items())


def _refuse_circle(page: Page, kind: str) -> None:
    """Raise Circular when `page` stands above itself now; two who write at once wait for one another."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, 0)", [_HIERARCHY])
        cursor.execute(_ABOVE, {"term": page.pk, "kind": kind})
        if cursor.fetchone() == (True,):
            raise Circular(page.title)


def _terms_meant(ids: set[int]) -> dict[int, Term]:
    """Return for each id the term that it means now, merged ones followed; those gone are missing."""
    if not ids:
        return {}
    found = Term.objects.filter(
        Q(pk__in=ids) | Q(pk__in=Page.objects.filter(pk__in=ids).values("merged_into"))
    )
    by_id = {term.pk: term for term in found}
    meant = {id: by_id.get(by_id[id].merged_into_id or id) for id in ids & by_id.keys()}
    return {id: term for id, term in meant.items() if term is not None}


def sources_by_value(ids: set[int]) -> dict[str, dict[str, Any]]:
    """Return the columns of the sources `ids`, and of those they were found in."""
    rows: dict[int, Source] = {}
    wanted = {*ids}
    while wanted - rows.keys():
        found = Source.objects.in_bulk(wanted - rows.keys())
        if len(found) < len(wanted - rows.keys()):
            raise TextRefused(_("A source that is named does not exist."))
        rows |= found
        wanted = {source.quoted_in_id for source in rows.values()} - {None} | {*ids}
    return {str(id): _by_value(rows[id]) for id in sorted(rows)}


def _by_value(source: Source) -> dict[str, Any]:
    columns = model_to_dict(source, exclude=["id"])
    return {
        name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in columns.items()
    }


def _domain(id: int) -> Domain:
    domain = Domain.objects.filter(pk=id).first()
    if domain is None:
        raise TextRefused(_("There is no such domain."))
    return domain


def give_up_names(page: Page) -> None:
    """Let other terms have the names of `page`, which goes on as another."""
    Claim.objects.filter(term=page.pk).delete()
