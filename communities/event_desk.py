"""What lies around the form of an event: drafts, what a link fills in, and what two changed differently."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from communities import planning
from communities.event_forms import written_on
from communities.meeting import Meeting, MeetingRefused
from communities.models import Community, Event, Membership
from kmsite.accounts.models import User
from kmsite.pages import drafts, kinds
from kmsite.pages.comparing import LABELS
from kmsite.pages.desk import say_errors
from kmsite.pages.drafts import Draft
from kmsite.pages.models import KeptDraft, Page
from kmsite.pages.permissions import PageMoved, page_or_404
from kmsite.pages.refusing import Conflict

HOSTS_OFFERED = 100


@dataclass(frozen=True)
class Clash:
    """What two people changed differently: who saved it, each part with its label and theirs, and the fields
    of a form that has everything of both, and the writer's own words at these parts."""

    theirs: Any
    parts: list[tuple[Any, str]]
    fields: Mapping[str, Any]


def clash_of(conflict: Conflict) -> Clash:
    """Return `conflict` as its writer sees it: their own words stay in the form, on top of what was saved."""
    passages = [chunk.reading("mine") for chunk in conflict.merge.conflicts]
    lines = {name: getattr(conflict.draft, name) for name in conflict.fields if name != "body"}
    entry = {clash.path: clash.mine for clash in conflict.clashes}
    both = drafts.settled(conflict, passages, lines, entry)
    fields = {**written_on(both), "base_revision": conflict.theirs.number}
    return Clash(conflict.theirs, _parts(conflict), fields)


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


def _parts(conflict: Conflict) -> list[tuple[Any, str]]:
    """Return what somebody else saved where the writer wrote something different, part by part."""
    theirs = Draft.of(conflict.theirs)
    said = kinds.of(Page.Kind.EVENT).readable(theirs.entry)
    parts = [(LABELS[name], getattr(theirs, name)) for name in conflict.fields if name != "body"]
    for clash in conflict.clashes:
        label = kinds.of(Page.Kind.EVENT).label(clash.path)
        parts.append((label, said[clash.path][1] if clash.path in said else _("nothing")))
    if "body" in conflict.fields:
        passages = [chunk.reading("theirs").strip("\n") for chunk in conflict.merge.conflicts]
        parts.append((kinds.of(Page.Kind.EVENT).labels["body"], "\n…\n".join(passages)))
    return parts
