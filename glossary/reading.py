"""What a term shows to all of its readers alike."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from glossary.choosing import address_at
from glossary.entry import Entry
from glossary.models import Definition, Relation, Term
from glossary.presenting import TermView, present
from glossary.presenting_relations import Ref, RelationView, grouped
from glossary.presenting_sources import source_now, source_of
from glossary.previewing import preview
from glossary.sharing import citation
from kmsite.pages.shown.framing import Frame, frame
from kmsite.pages.terms_inside import autolinking
from kmsite.recognition.contributing import uses
from kmsite.recognition.foot import foot as recognised
from kmsite.stewardship.reading import looked_after
from kmsite.talk.foot import foot
from kmsite.text.links import lay

TEMPLATE = "glossary/term_read.html"
QUOTED = (Definition.Fidelity.VERBATIM, Definition.Fidelity.ABRIDGED)
MOST_RELATIONS = 300
"""Relations that a page shows; a term that stands above everything has more."""
COMPARED = ("confused_with", "contrasts_with", "related")
"""Kinds of relation that ask for a comparison."""

_BODY = "body"  # an id of a part has eight signs
_BETWEEN = '<hr class="part">'  # the linker reads tags only, and the sanitiser lets no such class through


def context(page: int) -> dict[str, Any] | None:
    """Return what `TEMPLATE` shows of the term with the id `page`; None when it is no longer live.

    Seven statements. Nothing in it depends on who reads, so all readers share it.
    """
    term = _term(page)
    if term is None:
        return None
    address = term.get_absolute_url()
    around = frame(term)
    return {
        "page": term,
        "frame": around,
        "term": view_of(term, around),
        "preview": preview(citation(term, term.current, term.rendering.parts)),
        "has_public_card": settings.READING == "signed-in" and term.is_shareable,
        "talk": foot(term),
        "recognised": recognised(term, uses=term.uses),
        "looked_after": looked_after(term, first=term.steward),
        "permalink": f"{settings.BASE_URL}{address}v/{term.current.number}/",
        "source": f"{address.removesuffix('/')}.md",
        "feed": f"{address.removesuffix('/')}.atom",
        "nav": "glossary",
    }


def view_of(term: Term, around: Frame) -> TermView:
    """Return what `term` says today, with its links laid and both sides of its relations."""
    entry = Entry.of(term.current.structure)
    relations = list(_relations(term, entry))
    parts = {id: lay(part, around.targets) for id, part in term.rendering.parts.items()}
    parts[_BODY] = lay(term.rendering.html, around.targets)
    html = parts | _with_terms(term, entry, parts)
    return present(
        entry,
        title=term.title,
        gloss=term.lede,
        html=html,
        body=html[_BODY],
        domain=term.domain and Ref(term.domain.name, term.domain.get_absolute_url()),
        steward=term.steward and Ref(term.steward.get_full_name(), f"/people/{term.steward.username}/"),
        replacement=_ref(term.replaced_by),
        is_overdue=is_overdue(entry.review_due),
        relations=grouped(relations),
        comparable=_comparable(term, relations),
        tags=around.tags,
    )


def _with_terms(term: Term, entry: Entry, parts: dict[str, str]) -> dict[str, str]:
    """Return `parts` with links to other terms, each linked once; what is quoted stays as it was said."""
    quoted = {one.id for one in entry.definitions if one.fidelity in QUOTED}
    order = [*(one.id for one in (*entry.definitions, *entry.notes)), _BODY]
    ids = [id for id in order if id in parts and id not in quoted]
    areas = [term.domain.key] if term.domain else []
    whole = _BETWEEN.join(parts[id] for id in ids)
    laid = autolinking.laid(whole, term.pk, areas, version=term.naming)
    return dict(zip(ids, laid.html.split(_BETWEEN), strict=True))


def is_overdue(due: date | None) -> bool:
    """Say whether a review should have been done by now."""
    return due is not None and due < timezone.now().date()


def _term(page: int) -> Term | None:
    terms = Term.objects.live().select_related("current__by", "rendering", "domain", "steward", "replaced_by")
    terms = terms.defer("current__body", "rendering__text", "rendering__toc")
    terms = terms.annotate(version=F("shown__version"), naming=autolinking.version_now(), uses=uses())
    return terms.filter(pk=page).first()


def _relations(term: Term, entry: Entry) -> list[RelationView]:
    """Return what the term states, in its order, and what others state of it, by their names."""
    rows = list(_rows(term.pk))
    others = _others({row.to_id if row.term_id == term.pk else row.term_id for row in rows})
    mine = [row for row in rows if row.term_id == term.pk and row.to_id in others]
    theirs = [row for row in rows if row.to_id == term.pk and row.term_id in others]
    theirs.sort(key=lambda row: others[row.term_id].title_key)
    return [
        *(_relation(row, others[row.to_id], source_of(entry, row.source_id)) for row in mine),
        *(_relation(row, others[row.term_id], source_now(row.source), is_inverse=True) for row in theirs),
    ]


def _rows(term: int) -> QuerySet[Relation]:
    either = Relation.objects.filter(Q(term=term) | Q(to=term)).select_related("source")
    return either.order_by("position", "id")[:MOST_RELATIONS]


def _others(ids: set[int]) -> dict[int, Term]:
    return Term.objects.live().select_related("replaced_by").in_bulk(ids)


def _relation(row: Relation, other: Term, source: Any, *, is_inverse: bool = False) -> RelationView:
    return RelationView(
        kind=row.kind,
        is_inverse=is_inverse,
        term=_ref(other),
        stance=row.stance,
        source=source,
        note=row.note,
        slug=other.slug,
        status=other.status if other.status != Term.Status.APPROVED else "",
        replacement=_ref(other.replaced_by),
    )


def _ref(term: Term | None) -> Ref | None:
    return Ref(term.title, term.get_absolute_url()) if term and term.is_live else None


def _comparable(term: Term, relations: list[RelationView]) -> list[Ref]:
    """Return what the term can be compared with, those it is confused with first."""
    asked = [one for kind in COMPARED for one in relations if one.kind == kind]
    titles = {one.slug: one.term.title for one in asked}
    return [Ref(title, address_at([term.slug, slug])) for slug, title in titles.items()]
