"""What a curator decides about a proposal, and taking one's own back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from glossary import proposing
from glossary.models import Term
from glossary.notifying import tell_proposer
from glossary.proposing_desk import around, choices_in, clash_page
from glossary.proposing_forms import STATUSES, TermForm
from glossary.refusing import NameTaken
from glossary.views.proposals import proposal_or_404, shown
from kmsite.accounts.permitting import right_required
from kmsite.pages.desks.receiving import keeping_what_was_sent, let_go
from kmsite.pages.saving.editing import Conflict, NoLongerAllowed
from kmsite.text.refusal import TextRefused


@require_POST
@right_required(proposing.CURATING)
def accept(request, id):
    found = proposal_or_404(request.user, id)
    choices = choices_in(request.POST)
    status = request.POST.get("entry_status", "")
    said = {"reason": request.POST.get("reason", ""), "status": status if status in dict(STATUSES) else ""}
    try:
        saved = proposing.accept(found, by=request.user, settle=choices, **said)
    except Conflict as conflict:
        context = clash_page(choices, conflict, found.term, request.path)
        return render(request, "glossary/proposal_clash.html", context, status=409)
    except TextRefused as refused:
        return _refused(request, found, refused)
    return _accepted(request, found, saved)


@keeping_what_was_sent(Term)
@require_http_methods(["GET", "HEAD", "POST"])
@right_required(proposing.CURATING)
def edit(request, id):
    found = proposal_or_404(request.user, id)
    if found.state != found.State.OPEN or (found.term and not found.term.is_live):
        return redirect("glossary:proposal", found.pk)
    term = Term.objects.with_current().get(pk=found.term_id) if found.term_id else None
    form = TermForm(request.POST or None, writer=request.user, term=term, proposal=found)
    choices = choices_in(request.POST)
    try:
        saved = form.take_in(choices) if form.is_valid() else None
    except Conflict as conflict:
        context = clash_page(choices, conflict, term, request.path)
        return render(request, "glossary/proposal_clash.html", context, status=409)
    if saved:
        let_go(request)
        return _accepted(request, found, saved)
    context = around(request, form, request.path, proposal=found)
    return render(request, "glossary/proposal_edit.html", context, status=422 if form.errors else 200)


@require_POST
@right_required(proposing.CURATING)
def decline(request, id):
    found = proposal_or_404(request.user, id)
    try:
        declined = proposing.decline(found, by=request.user, reason=request.POST.get("reason", ""))
    except TextRefused as refused:
        return _refused(request, found, refused)
    tell_proposer(declined)
    messages.success(request, _("Declined. %s will read your reason.") % found.by)
    return redirect("glossary:proposals")


@require_POST
@login_required
def withdraw(request, id):
    found = proposal_or_404(request.user, id)
    if found.by_id != request.user.pk:
        raise Http404
    try:
        proposing.withdraw(found, by=request.user)
    except TextRefused as refused:
        return _refused(request, found, refused)
    messages.success(request, _("You took your proposal back."))
    return redirect("glossary:proposals")


def _accepted(request, found, saved):
    found.refresh_from_db()
    tell_proposer(found)
    messages.success(request, _("Accepted: the term says it now."))
    return redirect(saved.page)


def _refused(request, found, refused):
    """Say why nothing was decided, with everything that was written."""
    if isinstance(refused, NoLongerAllowed):
        raise (PermissionDenied if refused.sees_page else Http404) from refused
    now = proposal_or_404(request.user, found.pk)
    taken = refused.term if isinstance(refused, NameTaken) and refused.term.is_live else None
    context = shown(request, now, refusal=str(refused), taken=taken, reason=request.POST.get("reason", ""))
    return render(request, "glossary/proposal_read.html", context, status=409)
