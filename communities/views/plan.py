"""Planning an event, and changing one; two who changed the same are shown both."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from communities.events.event_desk import around, over, prefilled
from communities.events.event_forms import EventChangeForm, EventForm
from communities.events.planning import places_for
from communities.models import Event
from kmsite.pages.clashes.overlaying import overlaid
from kmsite.pages.desks.desk import draft_asked_for
from kmsite.pages.desks.receiving import keeping_what_was_sent, let_go
from kmsite.pages.permissions import page_or_404
from kmsite.pages.saving.editing import Conflict
from kmsite.pages.told.telling import tell
from kmsite.pages.views.archive import archived


@keeping_what_was_sent(Event)
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request):
    homes = places_for(request.user)
    if not homes:
        raise PermissionDenied
    draft = draft_asked_for(request, Event, None)
    given = prefilled(request, draft)
    asked = request.POST.get("entry_community") or given.pop("entry_community", "")
    community = next((one for one in homes if one.slug == asked), None)
    if community is None and len(homes) == 1 and not asked:
        community = homes[0]
    form = EventForm(
        request.POST or None,
        writer=request.user,
        community=community,
        initial=given,
        draft=draft,
        homes=homes,
    )
    saved = form.plan() if form.is_valid() else None
    if saved:
        let_go(request)
        messages.success(request, _("The event is planned."))
        return redirect(saved.page)
    context = around(request, form, community)
    return render(request, "communities/event_plan.html", context, status=422 if form.errors else 200)


@keeping_what_was_sent(Event)
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, slug):
    event = page_or_404(request.user, Event, slug, to="edit")
    if event.archived_at and request.method != "POST":
        return archived(request, event)
    community = event.parent.community
    draft = draft_asked_for(request, Event, event)
    options = {"event": event, "writer": request.user, "community": community}
    form = EventChangeForm(request.POST or None, draft=draft, **options)
    clash = None
    try:
        saved = form.change() if form.is_valid() else None
    except Conflict as conflict:
        saved, clash = None, overlaid(conflict, event)
        form = EventChangeForm(None, initial=over(clash), **options)
    if saved:
        let_go(request)
        tell(request, saved)
        return redirect(saved.page)
    context = around(request, form, community, page=event, clash=clash)
    status = 409 if clash else 422 if form.errors else 200
    return render(request, "communities/event_edit.html", context, status=status)
