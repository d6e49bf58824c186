"""What came of an event; calling it off, and taking that back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from communities.events import planning
from communities.events.event_desk import over
from communities.events.outcome_forms import CancelForm, OutcomeForm
from communities.models import Event
from kmsite.pages.clashes.overlaying import overlaid
from kmsite.pages.counts.pacing import refuse_too_fast
from kmsite.pages.desks.desk import draft_asked_for
from kmsite.pages.desks.receiving import keeping_what_was_sent, let_go
from kmsite.pages.permissions import page_or_404
from kmsite.pages.refusing import TextRefused
from kmsite.pages.saving.editing import Conflict
from kmsite.pages.told.telling import tell
from kmsite.pages.views.archive import archived


@keeping_what_was_sent(Event)
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def outcome(request, slug):
    event = page_or_404(request.user, Event, slug, to="edit")
    if event.archived_at and request.method != "POST":
        return archived(request, event)
    options = {"event": event, "writer": request.user}
    form = OutcomeForm(request.POST or None, draft=draft_asked_for(request, Event, event), **options)
    clash = None
    try:
        saved = form.change() if form.is_valid() else None
    except Conflict as conflict:
        saved, clash = None, overlaid(conflict, event)
        form = OutcomeForm(None, initial=over(clash), **options)
    if saved:
        let_go(request)
        tell(request, saved)
        return redirect(saved.page)
    context = {**_around(event), "form": form, "clash": clash}
    status = 409 if clash else 422 if form.errors else 200
    return render(request, "communities/event_outcome.html", context, status=status)


@keeping_what_was_sent(Event)
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request, slug):
    event = page_or_404(request.user, Event, slug, to="edit")
    if event.archived_at and request.method != "POST":
        return archived(request, event)
    if event.is_cancelled:
        return _take_back(request, event)
    form = CancelForm(request.POST or None, event=event, writer=request.user)
    try:
        saved = form.cancel() if form.is_valid() else None
    except Conflict:
        messages.warning(request, _("Somebody changed the event meanwhile. Look at it again."))
        return redirect(event)
    if saved:
        let_go(request)
        messages.success(request, _("The event is cancelled. Whoever wanted to come is told."))
        return redirect(saved.page)
    context = {**_around(event), "form": form}
    return render(request, "communities/event_cancel.html", context, status=422 if form.errors else 200)


def _take_back(request, event):
    if request.POST.get("base_revision") != str(event.current.number):
        status = 409 if request.method == "POST" else 200
        return render(request, "communities/event_take_back.html", _around(event), status=status)
    refuse_too_fast(request.user, "edit")
    try:
        saved = planning.take_back(event, base=event.current.number, by=request.user)
    except (Conflict, TextRefused) as refused:
        messages.warning(request, str(refused))
        return redirect(event)
    messages.success(request, _("The event takes place after all. Whoever wanted to come is told."))
    return redirect(saved.page)


def _around(event):
    return {"page": event, "community": event.parent.community, "nav": "communities", "tab": "events"}
