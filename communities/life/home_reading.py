"""What the home and the charter of a community show to somebody."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from communities.life.home import parts
from communities.life.proposing import lacks
from communities.life.stages import is_proposed, stage_of
from communities.models import Admission, Community, Discussion
from communities.people import welcoming
from communities.people.rescuing import is_leaderless
from communities.standing import is_member, reads_inside, rights_in
from kmsite.accounts.roles import rights_of
from kmsite.attachments.laying import with_sizes
from kmsite.pages.shown.framing import Frame, frame
from kmsite.pages.terms_inside import autolinking
from kmsite.pages.terms_inside.autolinking import areas_of
from kmsite.talk.models import Comment
from kmsite.text.links import lay

MOST_IDEAS = 5


def reading(community: Community, user: Any) -> dict[str, Any]:
    """Return what the home of `community` shows to `user`, in a fixed number of statements."""
    around = frame(community)
    belongs, rights = is_member(user, community), rights_in(user, community)
    stage = stage_of(community)
    proposed = stage is not None and stage.name == "proposed"
    decides = proposed and "moderate" in rights_of(user)
    return {
        "nav": "communities",
        "tab": "home",
        "community": community,
        "page": community,
        "body": _body(community, around),
        "ideas": _ideas(community, user),
        "tags": around.tags,
        "is_member": belongs,
        "asked": None if belongs else _asked(community, user),
        "charter": [] if belongs else welcoming.charter(community, user),
        "parts": parts(community, user),
        "comments": Comment.objects.on(community).filter(deleted_at=None).count(),
        "rights": rights,
        "is_leaderless": belongs and community.archived_at is None and is_leaderless(community),
        "joins_above": not belongs and community.archived_at is None,
        "is_overdue": "charter" in rights and is_overdue(community),
        "is_proposed": proposed,
        "decides": decides,
        "lacks": lacks(community) if proposed else "",
        "declined": stage.reason if stage and stage.name == "archived" else "",
        "may_trash": "trash" in rights_of(user),
    }


def charter_reading(community: Community, user: Any) -> dict[str, Any]:
    """Return what the page of the charter of `community` shows to `user`."""
    rights = rights_in(user, community)
    return {
        "nav": "communities",
        "tab": "charter",
        "community": community,
        "page": community,
        "charter": welcoming.charter(community, user),
        "review_due": community.review_due,
        "is_overdue": "charter" in rights and is_overdue(community),
        "may_edit": "charter" in rights and community.archived_at is None,
        "is_proposed": is_proposed(community),
    }


def is_overdue(community: Community) -> bool:
    """Say whether the charter of `community` should have been looked at again by now."""
    due = community.review_due
    return due is not None and due < timezone.localdate() and community.archived_at is None


def _body(community: Community, around: Frame) -> SafeString:
    html = lay(community.rendering.html, around.targets)
    linked = autolinking.laid(html, community.pk, areas_of(around))
    return mark_safe(with_sizes(linked.html, community))  # noqa: S308 - sanitised when it was saved


def _ideas(community: Community, user: Any) -> list[Discussion]:
    """Return the ideas that are open in `community`, the newest first: what is being worked on."""
    if not reads_inside(user, community):
        return []
    ideas = Discussion.objects.visible_to(user).in_community(community).unarchived()
    return list(ideas.filter(sort="idea", state__in=("open", "unclear")).order_by("-id")[:MOST_IDEAS])


def _asked(community: Community, user: Any) -> Admission | None:
    """Return what waits between `user` and `community`: a request, or an invitation."""
    if not user.is_authenticated:
        return None
    return Admission.objects.waiting().filter(community=community, user=user).first()
