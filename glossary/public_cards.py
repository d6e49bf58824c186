"""The public cards of a closed site: the few terms that strangers are shown, and how little of each."""

from __future__ import annotations

from dataclasses import replace

from django.db.models import Q

from glossary.checking import claim_key
from glossary.citing import Citation
from glossary.models import Claim, Term
from glossary.sharing import citation
from kmsite.pages.models import Redirect


def public_term(slug: str) -> Term | None:
    """Return the term with a public card at an address, or that moved from there; one statement."""
    if "\0" in slug:
        return None
    once = Redirect.objects.filter(kind=Term.KIND, slug=slug).values("page")
    return _only(Q(slug=slug) | Q(pk__in=once))


def public_term_named(name: str) -> Term | None:
    """Return the one term with a public card that a short address means; None where two could be meant."""
    if "\0" in name:
        return None
    claims = Claim.objects.shown().filter(key=claim_key(name)).values("term")
    once = Redirect.objects.filter(kind=Term.KIND, slug=name).values("page")
    return _only(Q(slug=name) | Q(pk__in=claims) | Q(pk__in=once))


def public_citation(term: Term) -> Citation:
    """Return what strangers are told of `term`: its other names, notes and relations are not in it."""
    whole = citation(term, term.current)
    house = tuple(one for one in whole.entry.definitions if one.is_house)
    told = {"sources": whole.entry.told.get("sources", {})}
    entry = replace(whole.entry, names=(), definitions=house, notes=(), relations=(), steward=None, told=told)
    return replace(whole, entry=entry)


def _only(wanted: Q) -> Term | None:
    terms = list(Term.objects.with_public_card().with_current().filter(wanted)[:2])
    return terms[0] if len(terms) == 1 else None
