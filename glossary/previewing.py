"""What a program sees of a term that makes a preview of a link: Open Graph, Twitter card, JSON-LD."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from glossary import quoting
from glossary.citing import Citation, line, work
from glossary.models import Term
from kmsite.pages.shown.marking import block
from kmsite.text.excerpts import excerpt

LONGEST_DESCRIPTION = 300
WIDTH, HEIGHT = 1200, 630
"""The picture, in pixels: the size that Open Graph asks for."""


@dataclass(frozen=True, slots=True)
class Preview:
    """The head of a page for programs; `picture` is empty where there is none."""

    title: str
    description: str
    site: str
    address: str
    picture: str
    alt: str
    pairs: list[tuple[str, str]]
    linked_data: SafeString
    is_draft: bool
    width: int = WIDTH
    height: int = HEIGHT


def preview(one: Citation) -> Preview:
    """Return what is told about `one`: from what the version says, without any other page or person."""
    description = described(one)
    return Preview(
        title=one.name,
        description=description,
        site=line(one.site),
        address=one.page,
        picture=f"{one.page}card.png?v={one.number}" if has_picture(one.entry.status) else "",
        alt=_("%(name)s: %(said)s") % {"name": one.name, "said": description} if description else one.name,
        pairs=_pairs(one),
        linked_data=block(_defined_term(one, description)),
        is_draft=one.entry.status == Term.Status.DRAFT,
    )


def described(one: Citation) -> str:
    """Return the gloss, or the beginning of the house definition, on one line."""
    return excerpt(line(one.gloss) or quoting.words(one), LONGEST_DESCRIPTION)


def has_picture(status: str) -> bool:
    """Say whether a term of this status has a picture: drafts have none."""
    return status != Term.Status.DRAFT


def _pairs(one: Citation) -> list[tuple[str, str]]:
    pairs = [(_("Status"), quoting.state(one))]
    if one.source:
        pairs.append((_("Source"), excerpt(work(one.source), 120)))
    return pairs


def _defined_term(one: Citation, description: str) -> dict[str, Any]:
    """Return the term as schema.org's `DefinedTerm`; the version is a work about it, for terms have none."""
    glossary = urljoin(one.page, "/glossary/")
    acronyms = one.entry.names_of("acronym")
    return {
        "@type": "DefinedTerm",
        "@id": one.page,
        "url": one.page,
        "name": line(one.title),
        "alternateName": one.entry.names_of("admitted", "acronym", "variant"),
        "termCode": acronyms[0] if acronyms else "",
        "description": quoting.words(one) or description,
        "inDefinedTermSet": {
            "@type": "DefinedTermSet",
            "@id": glossary,
            "url": glossary,
            "name": one.glossary,
        },
        "subjectOf": {
            "@type": "WebPage",
            "url": f"{one.page}v/{one.number}/",
            "version": str(one.number),
            "dateModified": one.saved.isoformat(),
            "creativeWorkStatus": str(Term.Status(one.entry.status).label),
        },
    }
