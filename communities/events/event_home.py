"""What the home of a community says of its events: the next one."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from communities.events.planning import may_plan
from communities.life.stages import is_at_work
from communities.models import Community, Event, Rsvp
from communities.standing import reads_inside


def on_home(community: Community, user: Any) -> dict[str, Any] | None:
    """Return the next event of `community` and how `user` stands to it; None where nobody plans any."""
    if not reads_inside(user, community) or not is_at_work(community):
        return None
    coming = Event.objects.visible_to(user).in_community(community).filter(is_cancelled=False)
    event = coming.ending_after(timezone.now()).first()
    plans = may_plan(user, community)
    if event is None and not plans:
        return None
    mine = Rsvp.objects.filter(event=event, user=user).first() if event and user.is_authenticated else None
    return {"next": event, "mine": mine, "may_plan": plans}
