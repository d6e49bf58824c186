"""What somebody reads of a community before they decide to join, and when they have."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.utils.functional import Promise

from communities.charters.charter import LABELS, PARTS
from communities.models import Community
from kmsite.pages.models import Link, Page
from kmsite.text.links import Target, lay

FOR_NEWCOMERS = ("rhythm", "commitment", "practice")


def charter(
    community: Community, reader: Any, *, only: Collection[str] = PARTS
) -> list[tuple[str | Promise, str]]:
    """Return label and HTML of the parts of the charter that say something; two statements.

    Its links lead only to what `reader` may see, who may be a guest at the door of a private community.
    """
    parts = community.rendering.parts
    targets = _targets(community, reader) if parts else {}
    return [(LABELS[name], lay(parts[name], targets)) for name in PARTS if name in only and parts.get(name)]


def _targets(community: Community, reader: Any) -> dict[str, Target]:
    links = Link.objects.filter(source=community, target__in=Page.objects.visible_to(reader))
    return {
        link.key: Target(link.target.get_absolute_url(), link.target.title)
        for link in links.select_related("target")
    }
