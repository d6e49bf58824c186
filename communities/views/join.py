"""Coming and going: joining a community, asking, answering an invitation, leaving."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from communities import standing
from communities.models import Admission, Community, Event, Holding
from communities.people import admitting, belonging, directory, welcoming
from communities.people.belonging import BelongingRefused
from communities.people.membership_forms import AskForm
from communities.views.members import sent
from kmsite.pages.counts.pacing import refuse_too_fast
from kmsite.pages.models import Page
from kmsite.pages.permissions import page_or_404
from kmsite.stewardship.models import Stewardship
from kmsite.text.refusal import TextRefused

Kind = Admission.Kind


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def join(request, slug):
    community, waiting = _open_to(request.user, slug)
    form = AskForm(sent(request), initial={"message": waiting.message if waiting else ""})
    if request.method == "POST" and form.is_valid() and (answer := _joined(request, community, form)):
        return answer
    if standing.is_member(request.user, community):
        return _welcomed(request, community)
    return _door(request, community, waiting, form)


@require_POST
@login_required
def withdraw(request, slug):
    community, waiting = _open_to(request.user, slug)
    if admitting.withdraw(community, by=request.user):
        is_invitation = waiting is not None and waiting.kind == Kind.INVITATION
        told = _("You declined the invitation.") if is_invitation else _("Your request is withdrawn.")
        messages.success(request, told)
    return redirect("communities:mine")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def leave(request, slug):
    community = page_or_404(request.user, Community, slug)
    if not standing.is_member(request.user, community):
        return redirect(community)
    refused = ""
    if request.method == "POST":
        try:
            belonging.let_go(community, request.user, by=request.user)
            messages.success(request, _("You left “%s”. What you wrote there stays yours.") % community)
            return redirect("communities:mine")
        except BelongingRefused as error:
            refused = error.message
    context = {
        "nav": "communities",
        "community": community,
        "refused": refused,
        "is_last_facilitator": belonging.is_last_facilitator(community, request.user),
        **_left_behind(request.user, community),
    }
    return render(request, "communities/member_leave.html", context, status=422 if refused else 200)


def _open_to(user, slug):
    """Fetch a community and what waits there for `user`: whom it has invited sees it at this door only."""
    waiting = Admission.objects.waiting().filter(user=user, community__slug=slug).select_related("by")
    waiting = waiting.first() if "\0" not in slug else None
    if waiting and waiting.kind == Kind.INVITATION:
        invited = Community.objects.live().with_current().filter(pk=waiting.community_id).first()
        if invited is None:
            raise Http404
        return invited, waiting
    return page_or_404(user, Community, slug), waiting


def _joined(request, community, form):
    """Join or ask; return where that leads, or None when it was refused, and then the form says why."""
    try:
        refuse_too_fast(request.user, "ask")
        refuse_too_fast(request.user, "join")
        is_in = admitting.ask(community, by=request.user, **form.cleaned_data) == "joined"
    except TextRefused as refused:
        form.add_error(None, refused.message)
        return None
    if not is_in:
        messages.success(request, _("Your request is on its way. You are told when it is decided."))
        return redirect("communities:join", community.slug)
    messages.success(request, _("Welcome to “%s”.") % community)
    return redirect("communities:join", community.slug)


def _welcomed(request, community):
    """Show somebody who belongs to the community what it does and where one begins."""
    context = {
        "nav": "communities",
        "community": community,
        "charter": welcoming.charter(community, request.user, only=welcoming.FOR_NEWCOMERS),
        "facilitators": directory.facilitators(community),
    }
    return render(request, "communities/member_welcome.html", context)


def _door(request, community, waiting, form):
    """Show what there is to decide before one joins."""
    is_invited = waiting is not None and waiting.kind == Kind.INVITATION
    template = "communities/member_invited.html" if is_invited else "communities/member_join.html"
    context = {
        "nav": "communities",
        "community": community,
        "waiting": waiting,
        "form": form,
        "facilitators": directory.facilitators(community),
        "charter": welcoming.charter(community, request.user),
    }
    return render(request, template, context, status=422 if form.errors else 200)


def _left_behind(user, community):
    """Return what `user` holds for `community`: whoever leaves is told."""
    looked_after = Stewardship.objects.filter(community=community, person=user)
    events = Event.objects.visible_to(user).in_community(community).ending_after(timezone.now())
    return {
        "holdings": Holding.objects.of_community(community).filter(membership__user=user, ended_at=None),
        "stewardships": looked_after.filter(page__in=Page.objects.visible_to(user)).select_related("page"),
        "hosted": events.filter(host=user, is_cancelled=False),
    }
