"""Looking for pages that are not as they must be: `manage.py check_integrity` asks here."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db import connection
from django.db.models import AutoField, F

from kmsite.pages.index import facts, rewording
from kmsite.pages.index.entries import is_indexed
from kmsite.pages.invariants import RULES
from kmsite.pages.models import Page, Rendering
from kmsite.pages.names.naming import KINDS
from kmsite.pages.saving.deriving import PATIENCE, contents, rendered_of
from kmsite.pages.saving.drafts import Draft
from kmsite.pages.tags.tagging import carrying_others
from kmsite.text.names import name_key
from kmsite.text.rendering import TextRefused

SAMPLE = 200
"""How many pages are rendered again unless all are asked for."""


def violations(*, deep: bool = False) -> Iterator[str]:
    """Yield one line for each thing that does not hold, beginning with the number of its rule.

    Reads only. Renders SAMPLE pages again, or every page if `deep`.
    """
    for code, question in RULES:
        with connection.cursor() as cursor:
            cursor.execute(question, {"kinds": KINDS, "known": list(Page.SHELVES)})
            for (complaint,) in cursor.fetchall():
                yield f"{code} {complaint}"
    for page in carrying_others():
        yield f"I1 page {page} carries other tags than its current revision"
    yield from _found_by_others()
    yield from _sequences_behind()
    for page in _pages_to_render(deep):
        yield from _differences(page)


def _found_by_others() -> Iterator[str]:
    """Yield a line for each page that search chooses by other facts than its own, or has no entry (I9)."""
    with connection.cursor() as cursor:
        cursor.execute(facts.wrong())
        for (page,) in cursor.fetchall():
            yield f"I9 page {page} is not in the search index as it is"


def _sequences_behind() -> Iterator[str]:
    """Yield a line for each sequence that would give an id again (I15)."""
    models = apps.get_app_config("pages").get_models()
    tables = [model._meta.db_table for model in models if isinstance(model._meta.pk, AutoField)]
    with connection.cursor() as cursor:
        for table in tables:
            sequence = f"{table}_id_seq"
            cursor.execute(f"SELECT max(id) > (SELECT last_value FROM {sequence}) FROM {table}")  # noqa: S608
            if cursor.fetchone()[0]:
                yield f"I15 sequence {sequence} is behind the ids of {table}"


def _pages_to_render(deep: bool) -> Iterator[Page]:
    pages = Page.objects.live().filter(rendering__revision_id=F("current_id")).order_by("pk")
    ids = list(pages.values_list("pk", flat=True))
    for id in ids if deep else ids[:: len(ids) // SAMPLE + 1]:
        yield pages.select_related("current", "rendering").get(pk=id)


def _differences(page: Page) -> Iterator[str]:
    """Yield what of a page is not what its text gives today (I7, I8, I9, I11)."""
    try:
        rendered = rendered_of(page.kind, Draft.of(page.current), patience=PATIENCE)
    except TextRefused as refused:
        yield f"I11 page {page.pk} cannot be rendered again: {refused}"
        return
    kept: Rendering = page.rendering
    shown = (rendered.html, contents(rendered.toc), rendered.text, rendered.parts)
    if (kept.html, kept.toc, kept.text, kept.parts) != shown:
        yield f"I11 page {page.pk} shows other HTML than its text gives: rebuild it"
    if kept.files != list(rendered.files):
        yield f"I11 page {page.pk} refers to other files than its text: rebuild it"
    if set(page.links.values_list("key", flat=True)) != {link.key for link in rendered.links}:
        yield f"I8 page {page.pk} has other links than its text: rebuild it"
    if not is_indexed(page, page.current, rendered) and not rewording.is_awaited(page):
        yield f"I9 page {page.pk} is found by other words than its own: rebuild it"
    if page.title_key != name_key(page.title):
        yield f"I7 page {page.pk} is not found by its title"
