"""Terms that are called like something: exactly, or nearly."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from glossary.checking import claim_key
from glossary.models import Claim, Term
from kmsite.pages.models import Page
from kmsite.pages.names.naming import near_titles

MOST = 5
MOST_ASKED = 3
"""Names for which like ones are looked up: the first, which whoever writes chose with most care."""


def named(user: Any, text: str) -> list[Term]:
    """Return the terms that `user` may see with the address or a name `text`, in whatever domain."""
    if "\0" in text:
        return []
    terms = Term.objects.visible_to(user)
    at = terms.filter(slug=text).first()
    return [at] if at else list(terms.filter(claims__key=claim_key(text[:400])).order_by("pk")[:MOST])


def near_terms(user: Any, names: Iterable[str], but: Page | None = None) -> list[Term]:
    """Return the terms `user` may see that have one of `names`, or one like it, the nearest first."""
    found: dict[int, Term] = {}
    asked = [name for name in names if "\0" not in name][:MOST_ASKED]
    for name in asked:
        found |= {term.pk: term for term in named(user, name)}
    near = [page.pk for name in asked for page in near_titles(user, name, MOST) if page.kind == Term.KIND]
    found |= {pk: term for pk, term in Term.objects.in_bulk(near).items() if pk not in found}
    return [term for term in found.values() if but is None or term.pk != but.pk][:MOST]


def namesakes(term: Term) -> list[Claim]:
    """Return the names of other terms, of other domains, that are names of `term` as well."""
    others = Claim.objects.filter(key__in=term.claims.values("key"), term__trashed_at=None)
    return list(others.exclude(term=term).select_related("term").order_by("key", "term_id")[:MOST])
