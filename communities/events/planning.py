"""Planning an event and changing it: every version goes through here, from the form to the wiki."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from communities.discussions.speaking import audience_in
from communities.events.meeting import Meeting, MeetingRefused, refuse_impossible
from communities.models import Community, Event, Holding, Stage
from communities.standing import RIGHTS, reads_inside
from kmsite.accounts.models import User
from kmsite.accounts.roles import rights_of
from kmsite.pages.retrying import in_one_transaction
from kmsite.pages.saving import editing
from kmsite.pages.saving.drafts import Draft
from kmsite.pages.saving.editing import Saved
from kmsite.pages.saving.writing import locked

MOST_WEEKS, MOST_HOMES = 53, 200


@in_one_transaction
def plan(
    community: Community,
    *,
    title: str,
    meeting: Meeting,
    by: Any,
    lede: str = "",
    body: str = "",
    summary: str = "",
    key: str = "",
) -> Saved:
    """Plan an event of `community`, read by those who read what is inside it.

    Raises MeetingRefused, a TextRefused that names the field, and what `editing.create` raises.
    """
    refuse_impossible(meeting)
    community = locked(community)
    _refuse_host(meeting, community)
    return editing.create(
        Event,
        title=title,
        lede=lede,
        body=body,
        parent=community,
        audience=audience_in(community),
        entry=meeting.structure(),
        summary=summary,
        by=by,
        key=key,
    )


def change(event: Event, *, base: int, meeting: Meeting, by: Any, **fields: Any) -> Saved:
    """Write a version of `event` on top of revision number `base`; `fields` are those of `editing.revise`.

    Raises MeetingRefused and what `editing.revise` raises: Conflict where somebody else changed the same.
    """
    before = Meeting.of(Draft.of(event.revisions.get(number=base)).entry)
    refuse_impossible(meeting, before)
    if meeting.host != before.host:
        _refuse_host(meeting, event.parent)
    body = fields.pop("body", None)
    body = event.revisions.get(number=base).body if body is None else body
    return editing.revise(event, base=base, body=body, entry=meeting.structure(), by=by, **fields)


def cancel(event: Event, *, base: int, why: str, by: Any) -> Saved:
    """Cancel `event` for the reason `why`: it stays in lists and calendars, as cancelled."""
    if not why.strip():
        raise MeetingRefused("why_cancelled", _("Say why, in a sentence: people have planned to come."))
    before = Meeting.of(Draft.of(event.revisions.get(number=base)).entry)
    said = replace(before, is_cancelled=True, why_cancelled=why)
    return change(event, base=base, meeting=said, by=by, summary=_("Cancelled: %s") % why[:250])


def take_back(event: Event, *, base: int, by: Any) -> Saved:
    """Let a cancelled `event` take place after all."""
    before = Meeting.of(Draft.of(event.revisions.get(number=base)).entry)
    said = replace(before, is_cancelled=False, why_cancelled="")
    return change(event, base=base, meeting=said, by=by, summary=_("It takes place after all"))


def later(meeting: Meeting, weeks: int) -> Meeting:
    """Return `meeting` for `weeks` later at the same time on the wall, with nothing of what came of it.

    Raises MeetingRefused for a number of weeks that is none.
    """
    if not 1 <= weeks <= MOST_WEEKS:
        raise MeetingRefused("starts", _("Choose 1 to %d weeks.") % MOST_WEEKS)
    ahead = timedelta(weeks=weeks)
    return Meeting(
        starts=meeting.starts + ahead,
        ends=meeting.ends + ahead,
        time_zone=meeting.time_zone,
        place=meeting.place,
        link=meeting.link,
        host=meeting.host,
        capacity=meeting.capacity,
    )


def zone_for(user: Any) -> str:
    """Return the time zone in which `user` plans: their own, else that of the site."""
    return getattr(user, "time_zone", "") or settings.TIME_ZONE


def may_plan(user: Any, community: Community) -> bool:
    """Say whether `user` may plan events of `community`: not in one that is only proposed, or archived."""
    return any(one.pk == community.pk for one in places_for(user, community))


def places_for(user: Any, community: Community | None = None) -> list[Community]:
    """Return the communities, or of `community` alone, in which `user` may plan events, by name; two queries.

    As `rights_in`: who holds a role there that gives the right, and administrators of the site.
    """
    if not user.is_authenticated:
        return []
    newest = Stage.objects.filter(community=OuterRef("pk")).order_by("-at", "-id").values("name")[:1]
    found = Community.objects.visible_to(user).unarchived().annotate(stage_now=Subquery(newest))
    found = found.exclude(stage_now__in=(Stage.Name.PROPOSED, Stage.Name.ARCHIVED))
    if community is not None:
        found = found.filter(pk=community.pk)
    if "settings" not in rights_of(user):
        today = timezone.localdate()
        held = Holding.objects.filter(
            Q(until=None) | Q(until__gte=today),
            role__in=[role for role, rights in RIGHTS.items() if "events" in rights],
            ended_at=None,
            membership__user=user,
            membership__left_at=None,
        )
        found = found.filter(pk__in=held.values("membership__community"))
    return list(found.by_title()[:MOST_HOMES])


def _refuse_host(meeting: Meeting, community: Any) -> None:
    """Raise MeetingRefused for a host who does not read what is inside `community`, a page or a community."""
    if meeting.host is None:
        return
    host = User.objects.filter(pk=meeting.host, is_active=True).first()
    home = Community.objects.filter(pk=community.pk).first() if community else None
    if host is None or home is None or not reads_inside(host, home):
        raise MeetingRefused("host", _("There is no such person among those who can come."))
