"""Events as lists: all that a reader may see, those of one community; coming, or past."""

from datetime import timedelta

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from communities.events.planning import may_plan, places_for
from communities.life.stages import refuse_proposal
from communities.models import Community, Event, Rsvp
from kmsite.pages.paging import slice_of
from kmsite.pages.permissions import page_or_404

SIZE = 20


@require_safe
def events(request):
    shown = Event.objects.visible_to(request.user).select_related("parent")
    homes = places_for(request.user)
    context = {**_listed(request, shown), "may_plan": bool(homes), "unwritten": _unwritten(request.user)}
    return render(request, "communities/event_list.html", {**context, "nav": "communities"})


@require_safe
def of_community(request, slug):
    community = page_or_404(request.user, Community, slug)
    refuse_proposal(community)
    shown = Event.objects.visible_to(request.user).in_community(community).select_related("parent")
    context = {
        **_listed(request, shown),
        "community": community,
        "may_plan": request.user.is_authenticated and may_plan(request.user, community),
        "tab": "events",
        "nav": "communities",
    }
    return render(request, "communities/event_list_inside.html", context)


def _listed(request, shown):
    """Return the events of `shown` that the request asks for: those to come, the next first, or past ones."""
    now, is_past = timezone.now(), request.GET.get("when") == "past"
    rows = shown.over_at(now) if is_past else shown.ending_after(now)
    order = ["-starts_at", "-id"] if is_past else ["starts_at", "id"]
    part = slice_of(request, rows, order, SIZE)
    mine = {}
    if request.user.is_authenticated:
        said = Rsvp.objects.filter(user=request.user, event__in=[row.pk for row in part.rows])
        mine = {one.event_id: one for one in said}
    for row in part.rows:
        row.mine = mine.get(row.pk)
    return {"slice": part, "is_past": is_past}


def _unwritten(user):
    """Return the events that `user` hosted lately and of which nobody has written what came of them."""
    if not user.is_authenticated:
        return []
    now = timezone.now()
    hosted = Event.objects.visible_to(user).filter(host=user, is_cancelled=False, archived_at=None)
    over = hosted.over_at(now).filter(starts_at__gte=now - timedelta(days=60))
    empty = {"current__structure__notes": "", "current__structure__decisions": ""}
    return list(over.filter(**empty)[:5])
