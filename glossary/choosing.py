"""Choosing terms to compare: what the names in an address, or in a form, mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from django.db.models import Q
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from glossary.checking import claim_key
from glossary.models import Claim, Term
from kmsite.pages.models import Page, Redirect

FEWEST, MOST = 2, 4
MOST_NAMES = 8
"""Names that are looked up; nobody writes more, and several may mean one term."""
BETWEEN = ".."


@dataclass
class Choice:
    """The terms that names mean, each once, in the fixed order of their addresses; or what is wrong.

    `is_lasting` says whether every name is an address, now or formerly, so that it will always lead here.
    """

    names: list[str]
    terms: list[Term] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    is_lasting: bool = True

    @property
    def address(self) -> str:
        """The one address of the comparison of these terms."""
        return address_of(self.terms)


def address_of(terms: Iterable[Page]) -> str:
    """Return the one address of the comparison of `terms`, whatever order they come in."""
    return address_at(term.slug for term in terms)


def address_at(slugs: Iterable[str]) -> str:
    """Return the one address of the comparison of the terms with `slugs`, whatever order they come in."""
    return f"/glossary/compare/{BETWEEN.join(map(quote, sorted(slugs)))}/"


def title_of(titles: Iterable[str]) -> str:
    """Return "A, B and C"."""
    return get_text_list(list(titles), _("and"))


def choose(user: Any, names: Iterable[str]) -> Choice:
    """Return the terms that `names` (addresses, old ones, names that mean one term only) mean to `user`.

    What `user` may not see is told like what does not exist.
    """
    choice = Choice([name.strip() for name in names if name.strip()])
    if len(choice.names) > MOST_NAMES or any("\0" in name for name in choice.names):
        choice.faults.append(_("A comparison has two to four terms."))
        return choice
    found = Term.objects.visible_to(user)
    at = _at_addresses(found, choice.names)
    named = _named(found, [name for name in choice.names if name not in at])
    terms = {}
    for name in choice.names:
        meant = at.get(name) or named.get(claim_key(name), [])
        if len(meant) == 1:
            terms[meant[0].pk] = meant[0]
        else:
            choice.faults.append(_unclear(name, meant))
    choice.is_lasting = at.keys() >= {*choice.names}
    choice.terms = sorted(terms.values(), key=lambda term: term.slug)
    if not choice.faults and not FEWEST <= len(terms) <= MOST:
        choice.faults.append(_wrong_number(choice.terms))
    return choice


def past_terms(user: Any, names: Iterable[str]) -> list[Term]:
    """Return the terms at addresses of which some were merged into others that `user` sees, else nothing.

    What was written about them stays under the addresses that they had.
    """
    wanted = {*names}
    seen = Term.objects.visible_to(user)
    if not FEWEST <= len(wanted) <= MOST or any("\0" in name for name in wanted):
        return []
    there = Q(pk__in=seen) | Q(merged_into__in=seen)
    found = Term.objects.filter(there, slug__in=wanted, trashed_at=None).order_by("slug")
    terms = list(found)
    is_past = any(not term.is_live for term in terms)
    return terms if is_past and len(terms) == len(wanted) else []


def _at_addresses(terms: Any, names: Sequence[str]) -> dict[str, list[Term]]:
    """Return the terms that have, or had, one of `names` as their address, those merged since included."""
    found = {term.slug: [term] for term in terms.filter(slug__in=names)}
    if missing := [name for name in names if name not in found]:
        old = Redirect.objects.filter(kind=Term.KIND, slug__in=missing).values_list("slug", "page")
        gone = Page.objects.filter(kind=Term.KIND, slug__in=missing).exclude(merged_into=None)
        leads = dict(old.union(gone.values_list("slug", "merged_into")))
        goals = terms.in_bulk(set(leads.values()))
        found |= {slug: [goals[page]] for slug, page in leads.items() if page in goals}
    return found


def _named(terms: Any, names: Sequence[str]) -> dict[str, list[Term]]:
    """Return by folded name the terms that have it, in whatever domain."""
    if not names:
        return {}
    keys = [claim_key(name[:400]) for name in names]
    claims = Claim.objects.filter(key__in=keys, term__in=terms).order_by("term")
    found: dict[str, list[Term]] = {}
    for claim in claims.select_related("term"):
        found.setdefault(claim.key, []).append(claim.term)
    return found


def _unclear(name: str, meant: Sequence[Term]) -> str:
    if not meant:
        return _("There is no term “%s”.") % name
    told = _("“%(name)s” is a name of several terms: %(terms)s. Say which one.")
    return told % {"name": name, "terms": title_of(term.title for term in meant)}


def _wrong_number(terms: Sequence[Term]) -> str:
    if len(terms) == 1:
        return _("These are names of one term, “%s”. Choose another one to compare it with.") % terms[0].title
    return _("A comparison has two to four terms.")
