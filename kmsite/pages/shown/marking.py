"""What machines are told of a page that everybody may read: Open Graph, and JSON-LD as schema.org has it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from kmsite.pages.index.languages import language_of, named
from kmsite.pages.models import Page
from kmsite.pages.reach import PUBLIC
from kmsite.text.excerpts import excerpt

LONGEST_DESCRIPTION = 300
_SCHEMA = "https://schema.org"
_NO_TAGS = str.maketrans({sign: f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"})

Told = Mapping[str, Any]
"""Something as schema.org describes it."""


@dataclass(frozen=True, slots=True)
class Marks:
    """The head of a page for machines; `blocks` are what stands in its script elements of JSON-LD."""

    title: str
    description: str
    site: str
    address: str
    blocks: tuple[SafeString, ...]


def is_told(page: Page) -> bool:
    """Say whether machines are told of `page`: everybody may read it, and it is not in the archive."""
    return settings.READING == "public" and page.reach == PUBLIC and page.archived_at is None


def marks(page: Page, description: str, *told: Told) -> Marks | None:
    """Return what machines learn of `page`, None where that is nothing."""
    if not is_told(page):
        return None
    return Marks(
        title=page.title,
        description=excerpt(description, LONGEST_DESCRIPTION),
        site=settings.SITE_NAME,
        address=address(page),
        blocks=tuple(block(one) for one in told),
    )


def block(told: Told) -> SafeString:
    """Return JSON that cannot end the script element in which it stands; what is empty is left out."""
    said = {"@context": _SCHEMA, **{name: value for name, value in told.items() if value or value == 0}}
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.translate(_NO_TAGS))  # noqa: S308 - no sign of HTML is left in it


def address(page: Page) -> str:
    """Return the canonical address of `page`."""
    return f"{settings.BASE_URL}{page.get_absolute_url()}"


def article(page: Page, description: str) -> Told:
    """Return an article with its current revision: the author is whoever saved that, as the page says."""
    return {
        "@type": "Article",
        "@id": address(page),
        "url": address(page),
        "mainEntityOfPage": address(page),
        "headline": page.title,
        "description": excerpt(description, LONGEST_DESCRIPTION),
        "datePublished": page.created_at.isoformat(),
        "dateModified": page.current.at.isoformat(),
        "author": person(page.current.by) or site(),
        "publisher": site(),
        "inLanguage": named(language_of(page)).code,
    }


def breadcrumbs(way: Iterable[tuple[str, str]]) -> Told:
    """Return the way to a page: names and addresses from the top to the page itself."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": str(name), "item": f"{settings.BASE_URL}{path}"}
            for place, (name, path) in enumerate(way, 1)
        ],
    }


def person(user: Any) -> Told | None:
    """Return somebody as their name is shown; None for nobody."""
    if user is None:
        return None
    return {"@type": "Person", "name": user.get_full_name()}


def site() -> Told:
    """Return the site as who publishes."""
    return {"@type": "Organization", "name": settings.SITE_NAME, "url": f"{settings.BASE_URL}/"}
