"""Where somebody may ask, propose and announce: communities that are open to their words, and everybody."""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, Q, Subquery

from communities.life.stages import is_at_work
from communities.models import Community, Discussion, Stage
from communities.standing import is_member, rights_in
from kmsite.accounts.roles import rights_of
from kmsite.pages.models import Audience, Page

MOST_PLACES = 1000


def places_for(user: Any) -> list[Community]:
    """Return the communities in which `user` may ask, by name; one query."""
    if "comment" not in rights_of(user):
        return []
    newest = Stage.objects.filter(community=OuterRef("pk")).order_by("-at", "-id").values("name")[:1]
    belongs = Q(pk__in=Community.objects.of_member(user).values("pk"))
    found = Community.objects.visible_to(user).unarchived().annotate(stage_now=Subquery(newest))
    found = found.filter(belongs | Q(visibility=Community.Visibility.OPEN)).exclude(
        stage_now=Stage.Name.PROPOSED
    )
    return list(found.by_title()[:MOST_PLACES])


def may_ask_in(user: Any, community: Page | None) -> bool:
    """Tell whether `user` may ask in `community`, asked of the database; None is a question to everybody."""
    if "comment" not in rights_of(user):
        return False
    return community is None or (is_at_work(community) and _takes_part(user, community))


def may_announce_in(user: Any, community: Page | None) -> bool:
    """Tell whether `user` may announce something in `community`, or to everybody: editors of the site."""
    if community is None:
        return "moderate" in rights_of(user)
    return "announce" in rights_in(user, community)


def moderates(user: Any, discussion: Page) -> bool:
    """Tell whether `user` moderates where `discussion` stands: in its community, or else on the site."""
    if discussion.parent is None:
        return "moderate" in rights_of(user)
    return "moderate" in rights_in(user, discussion.parent)


def is_askers(user: Any, discussion: Discussion) -> bool:
    """Tell whether `user` began `discussion`."""
    return user.is_authenticated and discussion.asker_id == user.pk


def audience_in(community: Page | None) -> Audience | None:
    """Return whom a new page below `community` is narrowed to: in a listed one its members."""
    if community is None:
        return None
    now = Community.objects.get(pk=community.pk)
    listed = now.visibility == Community.Visibility.LISTED
    return Audience.objects.filter(page=now.pk).first() if listed else None


def _takes_part(user: Any, community: Page) -> bool:
    now = Community.objects.visible_to(user).filter(pk=community.pk).first()
    if now is None:
        return False
    return now.visibility == Community.Visibility.OPEN or is_member(user, now)
