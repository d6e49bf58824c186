"""What was proposed: the list, one proposal with what it would change, and knowing of a decision."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from glossary import proposing
from glossary.foreseen import foreseen
from glossary.models import Proposal
from kmsite.pages.paging import slice_of
from kmsite.pages.permissions import may

STATES = [state.value for state in Proposal.State]


@require_safe
@login_required
def proposals(request):
    is_curator = may(request.user, proposing.CURATING)
    seen = Proposal.objects.visible_to(request.user, is_curator=is_curator)
    mine = request.GET.get("by") == "me" or not is_curator
    state = request.GET.get("state", "open" if is_curator and not mine else "")
    rows = seen.filter(by=request.user) if mine else seen
    if state in STATES:
        rows = rows.filter(state=state)
    part = slice_of(request, rows.with_people(), ["-at", "-id"])
    context = {
        "slice": part,
        "is_curator": is_curator,
        "mine": mine,
        "state": state if state in STATES else "",
        "states": Proposal.State.choices,
        "open": Proposal.objects.open().count() if is_curator else 0,
        "nav": "glossary",
    }
    return render(request, "glossary/proposal_list.html", context)


@require_safe
@login_required
def proposal(request, id):
    found = proposal_or_404(request.user, id)
    return render(request, "glossary/proposal_read.html", shown(request, found))


@require_POST
@login_required
def seen(request, id):
    found = proposal_or_404(request.user, id)
    if found.by_id != request.user.pk:
        raise Http404
    proposing.acknowledge([found.pk], by=request.user)
    return redirect("glossary:proposals")


def proposal_or_404(user, id):
    """Fetch a proposal that `user` may see: their own, or any for a curator."""
    seen = Proposal.objects.visible_to(user, is_curator=may(user, proposing.CURATING))
    found = seen.with_people().filter(pk=id).first() if id < 2**63 else None
    if found is None:
        raise Http404
    return found


def shown(request, found, **more):
    """Return what the page of a proposal shows."""
    is_open = found.state == Proposal.State.OPEN
    return {
        "proposal": found,
        "term": found.term if found.term_id and may(request.user, "read", found.term) else None,
        "foreseen": foreseen(found, request.user),
        "may_decide": is_open and may(request.user, proposing.CURATING),
        "may_withdraw": is_open and found.by_id == request.user.pk,
        "has_news": found.by_id == request.user.pk and found.has_news,
        "nav": "glossary",
        **more,
    }
