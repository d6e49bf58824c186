"""How a proposal reads before it is sent, and keeping it as a draft. Nothing is proposed here."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from glossary.models import Term
from glossary.proposing_desk import around, looked_at
from glossary.proposing_forms import SPARE, TermForm
from glossary.views.proposals import proposal_or_404
from kmsite.pages.desks.desk import told_of_draft
from kmsite.pages.desks.proofs import refused_to_try
from kmsite.pages.desks.receiving import keeping_what_was_sent
from kmsite.pages.desks.signed_out import told_when_signed_out
from kmsite.pages.permissions import page_or_404

MORE_NAMES = 6


@keeping_what_was_sent(Term, reason="")
@login_required
@require_POST
def preview(request):
    wants_names = request.POST.get("act") == "names"
    form = _sent_form(request, MORE_NAMES if wants_names else SPARE)
    if request.headers.get("X-Requested-With") == "fetch":
        return render(request, "glossary/_proposal_looked_at.html", {"form": form, **_look(request, form)})
    more = {} if wants_names else _look(request, form)
    action = reverse("glossary:edit_proposal", args=[form.proposal.pk]) if form.proposal else ""
    return render(request, _template(form), around(request, form, action, is_unsaved=True, **more))


@told_when_signed_out
@keeping_what_was_sent(Term, reason="")
@login_required
@require_POST
def keep(request):
    form = _sent_form(request)
    return told_of_draft(request, Term, form.term)


def _look(request, form):
    """Return how what was sent reads; in the place of it why not, when it was looked at too often."""
    if refused := refused_to_try(request):
        return {"proofs": [("", refused)]}
    return looked_at(request, form)


def _template(form):
    if form.proposal:
        return "glossary/proposal_edit.html"
    return "glossary/proposal_change.html" if form.term else "glossary/proposal_new.html"


def _sent_form(request, more=SPARE):
    """Return the form with what was sent, looked at and not judged; raises what `page_or_404` raises."""
    slug, number = request.GET.get("page"), request.GET.get("proposal", "")
    term = page_or_404(request.user, Term, slug) if slug else None
    is_number = number.isascii() and number.isdecimal() and len(number) < 19
    proposal = proposal_or_404(request.user, int(number)) if is_number else None
    sent = request.POST.dict()
    return TermForm(initial=sent, writer=request.user, term=term, proposal=proposal, more=more)
