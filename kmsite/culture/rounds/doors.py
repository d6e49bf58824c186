"""Who comes in to rounds: a round is no page, so each door asks here."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404

from communities.life.stages import refuse_proposal
from communities.models import Community
from communities.standing import reads_inside
from kmsite.culture.models import Round
from kmsite.culture.rounds.standing import may_hold, sees_figures, takes_part
from kmsite.pages.permissions import page_or_404


def place_or_404(user: Any, slug: str | None) -> Community | None:
    """Fetch the community at `slug` inside which `user` reads; None, the organisation, without a slug.

    Raises Http404 for whoever does not read inside it, and for a community that is only proposed.
    """
    if slug is None:
        return None
    community = page_or_404(user, Community, slug)
    if not reads_inside(user, community):
        raise Http404
    refuse_proposal(community)
    return community


def place_to_hold_or_404(user: Any, slug: str | None) -> Community | None:
    """Fetch where `user` holds rounds; PermissionDenied for whoever only reads there."""
    community = place_or_404(user, slug)
    if not may_hold(user, community):
        raise PermissionDenied
    return community


def round_or_404(user: Any, slug: str | None, number: int) -> Round:
    """Fetch a round of which `user` may know that it is held, with its community."""
    community = place_or_404(user, slug)
    found = Round.objects.of(community).filter(number=number).select_related("opened_by", "closed_by").first()
    if found is None:
        raise Http404
    found.community = community
    return found


def round_to_see_or_404(user: Any, slug: str | None, number: int) -> Round:
    """Fetch a round of which `user` sees what came of it; PermissionDenied for whoever only reads there."""
    found = round_or_404(user, slug, number)
    if not sees_figures(user, found):
        raise PermissionDenied
    return found


def round_to_answer_or_404(user: Any, slug: str | None, number: int) -> Round:
    """Fetch a round among whose people `user` is; PermissionDenied for whoever only reads there."""
    found = round_or_404(user, slug, number)
    if not takes_part(user, found.community):
        raise PermissionDenied
    return found


def round_to_close_or_404(user: Any, slug: str | None, number: int) -> Round:
    """Fetch a round that `user` may close; PermissionDenied for whoever only reads there."""
    found = round_or_404(user, slug, number)
    if not may_hold(user, found.community):
        raise PermissionDenied
    return found
