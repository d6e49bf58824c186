"""Propose a term, or a change of one; a curator may save it at once on the same form."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from glossary.models import Term
from glossary.proposing_desk import around, choices_in, clash_page, looked_at
from glossary.proposing_forms import TermForm
from kmsite.pages.desks.desk import draft_asked_for
from kmsite.pages.desks.receiving import keeping_what_was_sent, let_go, refused
from kmsite.pages.permissions import page_or_404
from kmsite.pages.saving.editing import Conflict
from kmsite.pages.told.telling import tell

PREFILLED = {"name": "title", "title": "title", "text": "entry_house_text"}
"""What a link to the form of a new term may fill in."""


@keeping_what_was_sent(Term)
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    given = {field: request.GET[name] for name, field in PREFILLED.items() if name in request.GET}
    return answered(request, _form(request, None, initial=given))


@keeping_what_was_sent(Term)
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request, slug):
    return answered(request, _form(request, page_or_404(request.user, Term, slug)))


def answered(request, form, **beside):
    """Answer what was sent in `form`: kept for the curators, saved at once, or shown again."""
    is_saved_at_once = request.POST.get("act") == "save"
    if is_saved_at_once and not form.is_curator:
        raise PermissionDenied
    if form.is_valid():
        if form.asks_about_near:
            refused(request, _("You were asked whether one of the terms there are is meant."))
            return _shown(request, form, asks_about_near=True, **looked_at(request, form), **beside)
        answer = _saved(request, form) if is_saved_at_once else _sent(request, form)
        if answer:
            return answer
    near = {"near": form.near} if form.near and not form.is_bound else {}
    return _shown(request, form, **near, **beside)


def _form(request, term, initial=None):
    draft = draft_asked_for(request, Term, term)
    return TermForm(request.POST or None, writer=request.user, term=term, initial=initial, draft=draft)


def _shown(request, form, **more):
    template = "glossary/proposal_change.html" if form.term else "glossary/proposal_new.html"
    return render(request, template, around(request, form, **more), status=422 if form.errors else 200)


def _sent(request, form):
    """Keep the proposal and lead to it; None when it was refused."""
    proposal = form.propose()
    if proposal is None:
        return None
    let_go(request)
    messages.success(request, _("Sent to the curators. You will find their answer here."))
    return redirect("glossary:proposal", proposal.pk)


def _saved(request, form):
    """Save what a curator wrote and lead to the term; None when it was refused."""
    choices = choices_in(request.POST)
    try:
        saved = form.take_in(choices)
    except Conflict as conflict:
        context = clash_page(choices, conflict, form.term, request.get_full_path())
        return render(request, "glossary/proposal_clash.html", context, status=409)
    if saved is None:
        return None
    let_go(request)
    tell(request, saved)
    return redirect(saved.page)
