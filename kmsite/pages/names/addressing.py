"""Addresses: which slug a page gets, and what becomes of the one it had."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from itertools import count, islice

from django.db import connection

from kmsite.pages import kinds
from kmsite.pages.models import Page, Redirect
from kmsite.pages.reach import PUBLIC
from kmsite.pages.retrying import AddressTaken
from kmsite.text.slugs import slugify

# Without vowels and look-alikes: four of them spell no word and are read out without doubt.
_LETTERS = "bcdfghjkmnpqrstvwxz23456789"
_AT_ONCE = 8

_GIVEN_AWAY = """
SELECT EXISTS (SELECT 1 FROM pages_redirect WHERE kind = %s AND slug = %s AND page_id IS DISTINCT FROM %s)
"""


def free_slug(page: Page) -> str:
    """Return an address for `page` by its title, never given to another page, trash and old ones included.

    The title's slug, else `parent-title`, else that with -2, -3 …; a page for an audience gets four random
    characters, so that neither a taken address nor a number betrays it (proofs P1).
    """
    candidates = _candidates(page)
    while True:
        some = list(islice(candidates, _AT_ONCE))
        taken = _taken(page, some)
        for slug in some:
            if slug not in taken:
                return slug


def some_candidates(page: Page) -> list[str]:
    """Return the first addresses that `free_slug` would look at."""
    return list(islice(_candidates(page), _AT_ONCE))


def keep_old(page: Page, slug: str) -> None:
    """Let the address `slug` lead to `page` for ever, and give `page` back the one it now has."""
    Redirect.objects.filter(kind=page.kind, slug=page.slug, page=page).delete()
    Redirect.objects.get_or_create(kind=page.kind, slug=slug, defaults={"page": page})


def confirm(page: Page) -> None:
    """Raise AddressTaken when the address of `page` became another page's old one while it was chosen.

    Called after the page was written: from then on the unique constraint keeps others away.
    """
    with connection.cursor() as cursor:
        cursor.execute(_GIVEN_AWAY, [page.kind, page.slug, page.pk])
        if cursor.fetchone() == (True,):
            raise AddressTaken(page.slug)


def _candidates(page: Page) -> Iterator[str]:
    stem = slugify(page.title)
    if page.reach > PUBLIC:
        while True:
            yield f"{stem}-{''.join(secrets.choice(_LETTERS) for _ in range(4))}"
    if stem not in kinds.of(page.kind).own_addresses:
        yield stem
    if page.parent_id and page.parent.reach <= PUBLIC:
        stem = f"{slugify(page.parent.title)}-{stem}"
        yield stem
    for number in count(2):
        yield f"{stem}-{number}"


def _taken(page: Page, slugs: list[str]) -> set[str]:
    """Return those of `slugs` that are or were another page's, asked in one statement."""
    given = Page.objects.filter(kind=page.kind, slug__in=slugs).exclude(pk=page.pk).values_list("slug")
    old = Redirect.objects.filter(kind=page.kind, slug__in=slugs)
    if page.pk:
        old = old.exclude(page=page.pk)
    return {slug for (slug,) in given.union(old.values_list("slug"))}
