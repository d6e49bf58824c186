"""Who may hold a round, answer in it and see what is told of it."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from communities.models import Community
from communities.standing import is_member, reads_inside, rights_in
from kmsite.accounts.roles import rights_of
from kmsite.culture.models import Round
from kmsite.pages.reach import readable_reaches


def may_hold(user: Any, community: Community | None) -> bool:
    """Tell whether `user` opens and closes rounds of `community`; administrators those of all."""
    if community is None:
        return user.is_authenticated and "settings" in rights_of(user)
    return "culture" in rights_in(user, community)


def takes_part(user: Any, community: Community | None) -> bool:
    """Tell whether `user` belongs to those who answer, and to whom alone the answers are told.

    Members of a community; everybody who is signed in for the organisation. A community is the first and the
    only audience of its own rounds: whoever else may read its pages learns when a round was held, no figures.
    """
    if not (user.is_authenticated and user.is_active):
        return False
    if community is None:
        return True
    return community.reach in readable_reaches(user) and is_member(user, community)


def sees_figures(user: Any, round: Round) -> bool:
    """Tell whether what came of `round` is shown to `user`: examples to whoever reads where they stand."""
    if round.is_example and round.community:
        return reads_inside(user, round.community)
    return takes_part(user, round.community)


def communities_of(user: Any) -> QuerySet[Community]:
    """Return the communities as a member of which `user` may answer in a round of the organisation."""
    mine = Community.objects.visible_to(user).filter(memberships__user=user, memberships__left_at=None)
    return mine.filter(archived_at=None).order_by("title_key", "pk")


def is_open(round: Round) -> bool:
    """Tell whether `round` takes answers now."""
    return round.closed_at is None and timezone.now() < round.closes_at and not is_shut(round.community)


def is_shut(community: Community | None) -> bool:
    """Tell whether nothing may change in `community`: it is in the archive or in the trash."""
    return community is not None and bool(community.archived_at or community.trashed_at)
