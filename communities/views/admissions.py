"""The door of a community from within: requests that wait, and people who are invited."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from communities.models import Admission
from communities.people import admitting
from communities.people.belonging import BelongingRefused
from communities.people.membership_forms import DecideForm, InviteForm
from communities.views.members import community_for, sent, shown
from kmsite.pages.counts.pacing import refuse_too_fast
from kmsite.text.refusal import TextRefused

MOST = 100


@require_safe
@login_required
def requests(request, slug):
    community = community_for(request.user, slug, "admit")
    return _requests(request, community)


@require_http_methods(["POST"])
@login_required
def decide(request, slug, number):
    community = community_for(request.user, slug, "admit")
    asked = get_object_or_404(Admission.objects.requests(), community=community, pk=number)
    form = DecideForm(request.POST, prefix=str(asked.pk))
    if not form.is_valid():
        return _requests(request, community, form, asked)
    accept = form.cleaned_data["answer"] == "yes"
    try:
        admitting.decide(asked, accept=accept, reason=form.cleaned_data["reason"], by=request.user)
    except BelongingRefused as refused:
        messages.error(request, refused.message)
        return redirect("communities:requests", community.slug)
    except TextRefused as refused:
        form.add_error("reason", refused.message)
        return _requests(request, community, form, asked)
    told = _("%s is a member now.") if accept else _("%s is told that they are not let in.")
    messages.success(request, told % asked.user)
    return redirect("communities:requests", community.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def invitations(request, slug):
    community = community_for(request.user, slug, "admit")
    form = InviteForm(sent(request))
    if request.method == "POST" and form.is_valid() and _invited(request, community, form):
        return redirect("communities:invitations", community.slug)
    invited = _of(community).invitations()
    context = {"form": form, "waiting": invited.waiting().order_by("-at", "-id")[:MOST]}
    context["answered"] = invited.exclude(decided_at=None).order_by("-decided_at", "-id")[:MOST]
    return shown(request, community, "communities/member_invitations.html", "invitations", **context)


@require_POST
@login_required
def take_back(request, slug, number):
    community = community_for(request.user, slug, "admit")
    invitation = get_object_or_404(Admission.objects.invitations(), community=community, pk=number)
    try:
        if admitting.take_back(invitation, by=request.user):
            messages.success(request, _("The invitation is withdrawn."))
        else:
            messages.error(request, _("The invitation was answered meanwhile."))
    except BelongingRefused as refused:
        messages.error(request, refused.message)
    return redirect("communities:invitations", community.slug)


def _invited(request, community, form):
    """Invite; False when it was refused, and then the form says why."""
    person = form.cleaned_data["username"]
    try:
        refuse_too_fast(request.user, "ask")
        came = admitting.invite(community, person, by=request.user, message=form.cleaned_data["message"])
    except TextRefused as refused:
        form.add_error("username", refused.message)
        return False
    told = _("%s had asked already, and is a member now.") if came == "joined" else _("%s is invited.")
    messages.success(request, told % person)
    return True


def _requests(request, community, form=None, refused=None):
    """Show what waits, each with a form; the one that was refused keeps what was typed."""
    waiting = list(_of(community).requests().waiting().order_by("at", "id")[:MOST])
    rows = [
        (asked, form if asked == refused else DecideForm(prefix=str(asked.pk), auto_id="id_%s"))
        for asked in waiting
    ]
    decided = _of(community).requests().exclude(decided_at=None).order_by("-decided_at", "-id")[:MOST]
    template = "communities/member_requests.html"
    status = 422 if refused else 200
    context = {"rows": rows, "decided": decided, "status": status}
    return shown(request, community, template, "requests", **context)


def _of(community):
    rows = Admission.objects.filter(community=community)
    return rows.select_related("user", "by", "decided_by")
