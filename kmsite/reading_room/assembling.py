"""Putting a page together once for all of its readers."""

from __future__ import annotations

from datetime import UTC

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone

from kmsite.context import site
from kmsite.reading_room.kinds import Kind
from kmsite.reading_room.query import Sighting
from kmsite.reading_room.splicing import SHARED, split


def assemble(kind: Kind, sighting: Sighting) -> tuple[bytes, ...] | None:
    """Return the shared parts of the page as `splicing.split` cuts them; two statements.

    None when the page has changed since it was sighted: its new state must not stand under the old one's
    name, and its readers must be asked about anew. The template gets no request, so no token, message or
    person can come into it.
    """
    context = kind.context(sighting.page)
    if context is None or not _is_as_sighted(context["page"], sighting):
        return None
    with timezone.override(UTC):
        return split(render_to_string(kind.template, {**site(HttpRequest()), **context, SHARED: True}))


def _is_as_sighted(page: object, sighting: Sighting) -> bool:
    shown = (page.current_id, page.version, page.reach)
    return shown == (sighting.revision, sighting.version, sighting.reach)
