"""Which terms a name means, however it is spelled: what short addresses ask."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from glossary.checking import claim_key
from glossary.models import Claim, Term
from kmsite.pages.models import Name, Page, Redirect
from kmsite.text.names import name_key
from kmsite.text.slugs import slugify

MOST = 20


def terms_named(name: str, user: Any) -> list[Term]:
    """Return the terms that `user` may see and that `name` means, the nearest meaning only.

    First the address or a name that a term has, then an address or a name that one once had. Of
    several terms that a name means, drafts are left out while there is another.
    """
    visible = Term.objects.visible_to(user).select_related("domain", "replaced_by")
    for meaning in _meanings(name):
        if found := list(visible.filter(meaning).order_by("title_key", "pk")[:MOST]):
            return [term for term in found if term.status != Term.Status.DRAFT] or found
    return []


def _meanings(name: str) -> list[Q]:
    if "\0" in name:
        return []
    key, folded = name_key(name), claim_key(name)
    if not key:
        return []
    slugs = [slugify(spelled, empty="") for spelled in (name, folded)]
    claims = Claim.objects.filter(key=folded).values("term")
    former = Name.objects.filter(key__in=[key, folded], kind=Name.Kind.FORMER).values("page")
    return [
        Q(slug=name) | Q(pk__in=claims),
        Q(slug__in=slugs),
        Q(pk__in=_once_at(slugs)),
        Q(pk__in=former),
    ]


def _once_at(slugs: list[str]) -> QuerySet:
    """Return the ids of the pages that old addresses of the glossary, and those of merged terms, lead to."""
    old = Redirect.objects.filter(kind=Term.KIND, slug__in=slugs).values("page")
    return old.union(Page.objects.filter(kind=Term.KIND, slug__in=slugs).values("merged_into"))
