"""The terms that a page leads to: what each means, and the sentence in which it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from kmsite.pages import kinds
from kmsite.pages.models import Page
from kmsite.pages.terms_inside import autolinking
from kmsite.pages.terms_inside.surveying import texts_of
from kmsite.text.term_sentences import Sentence, sentences
from kmsite.text.terms import CHOICES

SHELF = f"/{Page.SHELVES[Page.Kind.TERM]}/"


@dataclass(frozen=True)
class Listed:
    """A term in the order of the page: its gloss and status, its domain in words, and where it stands."""

    title: str
    address: str
    gloss: str
    status: str
    domain: str
    at: Sentence


@dataclass(frozen=True)
class TermsOfPage:
    """The terms of a page, names on it that have several meanings, and whether it wants links at all."""

    terms: list[Listed]
    choices: list[tuple[str, str, Sentence]]
    wants_terms: bool


def terms_in(page: Page, by: Any) -> TermsOfPage:
    """Return the terms that `page` leads to, by hand or by itself, as far as `by` may see them."""
    names = autolinking.known()
    (text,) = texts_of([page.pk])
    found = sentences(text.laid(names.matcher, names.addresses).html)
    slugs = [
        unquote(address.removeprefix(SHELF).strip("/")) for address in found if address.startswith(SHELF)
    ]
    pages = Page.objects.visible_to(by).of_kind(Page.Kind.TERM).select_related("current")
    by_address = {one.get_absolute_url(): one for one in pages.filter(slug__in=slugs)}
    return TermsOfPage(
        [_listed(by_address[address], at) for address, at in found.items() if address in by_address],
        [
            (unquote(address.removeprefix(CHOICES).strip("/")), address, at)
            for address, at in found.items()
            if address.startswith(CHOICES)
        ],
        text.wants_terms,
    )


def _listed(term: Page, at: Sentence) -> Listed:
    entry = term.current.structure
    _label, domain = kinds.of(term.kind).readable(entry).get("domain", ("", ""))
    return Listed(term.title, term.get_absolute_url(), term.lede, entry.get("status", ""), domain, at)
