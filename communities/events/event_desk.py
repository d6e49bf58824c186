"""What lies around the form of an event: who may be its host, and what a link or a clash fills in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from communities.events import planning
from communities.events.event_forms import written_on
from communities.events.meeting import Meeting, MeetingRefused
from communities.models import Community, Event, Membership
from kmsite.accounts.models import User
from kmsite.pages.clashes.overlaying import Overlaid
from kmsite.pages.desks.desk import say_errors
from kmsite.pages.models import KeptDraft
from kmsite.pages.permissions import PageMoved, page_or_404
from kmsite.pages.saving.drafts import Draft

HOSTS_OFFERED = 100


def over(clash: Overlaid) -> dict[str, Any]:
    """Return the fields of a form with everything of both, and the writer's own words where they clash."""
    return {**written_on(clash.draft), "base_revision": clash.theirs.number}


def around(
    request: HttpRequest, form: forms.Form, community: Community | None, **more: Any
) -> dict[str, Any]:
    """Return what the page around `form` shows; a form with errors says them to what was kept of it."""
    say_errors(request, form)
    return {
        "form": form,
        "community": community,
        "hosts": _hosts(community) if community else [],
        "nav": "communities",
        "tab": "events",
        **more,
    }


def prefilled(request: HttpRequest, draft: KeptDraft | None) -> dict[str, Any]:
    """Return what a link to the form of a new event fills in: a community, or an event some weeks later."""
    given = {
        "entry_time_zone": planning.zone_for(request.user),
        "entry_host": request.user.username,
        "entry_community": request.GET.get("community", ""),
    }
    if draft:
        return given | {"entry_community": draft.fields.get("entry_community", "")}
    return given | _next_one(request)


def _next_one(request: HttpRequest) -> dict[str, Any]:
    """Return the fields of the event `?after=`, `?weeks=` later; nothing where it is not there."""
    try:
        event = page_or_404(request.user, Event, request.GET.get("after", "-"))
        weeks = int(request.GET.get("weeks", "")[:4])
        now = Draft.of(event.current)
        later = planning.later(Meeting.of(now.entry), weeks)
    except (Http404, PageMoved, PermissionDenied, ValueError, MeetingRefused, OverflowError):
        return {}
    fields = written_on(Draft(now.title, now.lede, now.tags, now.body, later.structure()))
    return {**fields, "entry_community": event.parent.slug}


def _hosts(community: Community) -> list[User]:
    """Return members who may be named as host."""
    members = Membership.objects.current().filter(community=community.pk).values("user")
    return list(User.objects.filter(pk__in=members).order_by("username")[:HOSTS_OFFERED])
