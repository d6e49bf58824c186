"""What it would change to let others read a community: said before it is done."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communities.models import Community
from kmsite.pages.models import Page

Visibility = Community.Visibility


def foreseen(community: Community, visibility: str, by: Any) -> list[str]:
    """Return what becomes of `community` when it is read so, in sentences; `by` knows what they may see."""
    was = community.visibility
    if visibility == was:
        return []
    said = _below(community, visibility, by) if Visibility.OPEN in (was, visibility) else []
    if visibility == Visibility.PRIVATE:
        said += [
            _("The community disappears from lists, search, tags, feeds and links for everybody else."),
            _("Its address stays as it is: whoever remembers the name can guess that there was something."),
            _("What people have read, copied or been sent before stays with them."),
        ]
    if was == Visibility.PRIVATE:
        said += [_("Everybody will read its name, purpose, charter and the history of all three.")]
    return said


def _below(community: Community, visibility: str, by: Any) -> list[str]:
    """Say what happens to what stands below, where it changes sides between everybody and the members."""
    below = Page.objects.visible_to(by).filter(parent=community.pk)
    counts = below.aggregate(
        discussions=Count("pk", filter=Q(kind=Page.Kind.DISCUSSION)),
        events=Count("pk", filter=Q(kind=Page.Kind.EVENT)),
    )
    members = community.memberships.current().count()
    things = _things(**counts)
    if not things:
        return []
    if visibility == Visibility.OPEN:
        return [_("Everybody will read %s, which members wrote for members. Ask them first.") % things]
    hidden = ngettext(
        "Everybody but %(members)d member will no longer see %(things)s.",
        "Everybody but %(members)d members will no longer see %(things)s.",
        members,
    )
    return [hidden % {"things": things, "members": members}]


def _things(discussions: int, events: int) -> str:
    said = []
    if discussions:
        said.append(ngettext("%d discussion", "%d discussions", discussions) % discussions)
    if events:
        said.append(ngettext("%d event", "%d events", events) % events)
    return _(" and ").join(said)
