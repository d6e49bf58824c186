"""Sharing a term: its citation, and the addresses under which it can be passed on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.utils import timezone

from glossary.citing import Citation
from glossary.entry import Entry
from glossary.models import Term
from glossary.naming_terms import terms_named
from kmsite.pages.models import Revision

NOTHING: Mapping[str, str] = {}
_PLAIN = re.compile(r"[\w-]+\Z")


def citation(term: Term, revision: Revision, html: Mapping[str, str] = NOTHING) -> Citation:
    """Return what is cited of `term` as it was in `revision`, from what that keeps alone.

    `html` holds finished HTML by the id of a definition, where it is at hand.
    """
    entry = Entry.of(revision.structure)
    return Citation(
        entry=entry,
        title=revision.title,
        gloss=revision.structure.get("lede", ""),
        number=revision.number,
        saved=revision.at.astimezone(UTC).date(),
        site=settings.SITE_NAME,
        page=f"{settings.BASE_URL}{term.get_absolute_url()}",
        html=html.get(entry.house.id, "") if entry.house else "",
    )


def read_today(one: Citation) -> Citation:
    """Return `one` as the page that it is on today and may not be tomorrow."""
    return replace(one, retrieved=timezone.now().astimezone(UTC).date())


def short_address(term: Term, entry: Entry, user: Any) -> str:
    """Return the short address of `term`: by its first acronym where that means nothing else, or its slug.

    Two statements at most. An acronym with other signs than letters, digits and hyphens is left alone.
    """
    acronym = next(iter(entry.names_of("acronym")), "")
    if _PLAIN.match(acronym) and [one.pk for one in terms_named(acronym, user)] == [term.pk]:
        return f"{settings.BASE_URL}/t/{quote(acronym)}/"
    return f"{settings.BASE_URL}/t/{quote(term.slug)}/"
