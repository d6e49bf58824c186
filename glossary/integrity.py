"""What must hold of terms: tables say what entries say (`manage.py check_integrity` asks here).

I24 names and how they link. I21 claims. I22 columns, definitions, notes and relations. I23 links only to
terms, stop phrases by their keys.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import connection

from glossary.checking import OTHER_NAMES, claim_key
from glossary.entry import FIELDS, Entry
from glossary.models import Definition, Note, Relation, Term
from glossary.naming import names_of, rows_of
from kmsite.pages.models import Name, StopPhrase
from kmsite.text.term_words import phrase_key

_ELSEWHERE = """
SELECT 'name ' || n.id || ' links texts, and is none of a term' FROM pages_name n
JOIN pages_page p ON p.id = n.page_id WHERE n.is_linked AND p.kind <> 'term'
"""
_REFERENCES = {"domain", "steward", "replaced_by"}
_AT_ONCE = 500


def violations() -> Iterator[str]:
    """Yield one line for each thing of the glossary that does not hold, with the number of its rule."""
    with connection.cursor() as cursor:
        cursor.execute(_ELSEWHERE)
        yield from (f"I23 {complaint}" for (complaint,) in cursor.fetchall())
    for phrase in StopPhrase.objects.order_by("pk"):
        if phrase.key != phrase_key(phrase.text):
            yield f"I23 stop phrase {phrase.pk} is not found by its words"
    terms = Term.objects.filter(merged_into=None).select_related("current", "domain").order_by("pk")
    terms = terms.prefetch_related("names", "claims", "definitions", "notes", "relations")
    for term in terms.iterator(chunk_size=_AT_ONCE):
        entry = Entry.of(term.current.structure)
        yield from _names(term, entry)
        yield from _parts(term, entry)


def _names(term: Term, entry: Entry) -> Iterator[str]:
    rows = {(row["kind"], row["key"]): row for row in rows_of(term.title, entry, term.domain)}
    own = [name for name in term.names.all() if name.kind in {*OTHER_NAMES, Name.Kind.TITLE}]
    kept = {(name.kind, name.key): name for name in own}
    for place in sorted(rows.keys() ^ kept.keys()):
        yield f"I24 term {term.pk} and its entry do not have the same name: {place[1]}"
    for place in sorted(rows.keys() & kept.keys()):
        if wrong := _differing(kept[place], rows[place]):
            yield f"I24 term {term.pk} keeps its name {place[1]} with another {wrong} than its entry"
    wanted = {(claim_key(name.text), term.domain_id) for name in names_of(term.title, entry)}
    if wanted != {(claim.key, claim.domain_id) for claim in term.claims.all()}:
        yield f"I21 term {term.pk} claims other names than it has"


def _parts(term: Term, entry: Entry) -> Iterator[str]:
    columns = {f"{name}_id" if name in _REFERENCES else name: getattr(entry, name) for name in FIELDS}
    if wrong := _differing(term, columns):
        yield f"I22 term {term.pk} has another {wrong} than its entry"
    for model, parts in ((Definition, entry.definitions), (Note, entry.notes), (Relation, entry.relations)):
        rows = getattr(term, model._meta.get_field("term").remote_field.related_name).all()
        kept = {row.key: row for row in rows}
        if [part.id for part in parts] != [row.key for row in sorted(rows, key=lambda row: row.position)]:
            yield f"I22 term {term.pk} has other {model._meta.verbose_name_plural} than its entry"
            continue
        for part in parts:
            if wrong := _differing(kept[part.id], _columns(part)):
                yield f"I22 {model._meta.verbose_name} {part.id} of term {term.pk} has another {wrong}"


def _columns(part: Any) -> dict[str, Any]:
    names = {"source": "source_id", "via": "via_id", "term": "to_id"}
    return {names.get(name, name): getattr(part, name) for name in part.__slots__ if name != "id"}


def _differing(row: Any, columns: dict[str, Any]) -> str:
    """Return the name of a column in which a row says something else, "" for none."""
    return next((name for name, value in columns.items() if getattr(row, name) != value), "")
