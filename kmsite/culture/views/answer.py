"""Answering in a round: what is sent is counted, and shown once and to its writer alone."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kmsite.culture.alone.outcome import outcome_of
from kmsite.culture.alone.own_forms import KeepForm
from kmsite.culture.asking.forms import StatementsForm
from kmsite.culture.asking.giving_back import sent_fields
from kmsite.culture.asking.taking_part_form import AsMemberForm
from kmsite.culture.asking.unrecorded import unrecorded
from kmsite.culture.disclosure.disclosing import FEWEST
from kmsite.culture.refusing import RoundRefused
from kmsite.culture.rounds import addresses, answering
from kmsite.culture.rounds.doors import round_or_404, round_to_answer_or_404
from kmsite.culture.rounds.standing_in import standing_in
from kmsite.culture.views.frame import shown


@unrecorded
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request, slug=None, *, number):
    if request.method == "POST":
        return _sent(request, slug, number)
    return _asked(request, slug, number)


@login_required
def _asked(request, slug, number):
    round = round_or_404(request.user, slug, number)
    if not standing_in(round, request.user).may_answer:
        return redirect(addresses.of_round(round))
    return _page(request, round, *_forms(request, round))


def _sent(request, slug, number):
    if not request.user.is_authenticated:
        return _signed_out(request, slug, number)
    round = round_to_answer_or_404(request.user, slug, number)
    form, as_member = _forms(request, round)
    if not (form.is_valid() & as_member.is_valid()):
        return _page(request, round, form, as_member, status=422)
    try:
        answering.answer(round, form.answers, by=request.user, community=as_member.chosen)
    except RoundRefused as refused:
        return _refused(request, round, form, as_member, refused)
    return _thanks(request, round, form)


@unrecorded
def _expired(request, slug=None, *, number):
    """Ask again with everything as it was chosen: the token was too old, so nothing was counted."""
    if not request.user.is_authenticated:
        return _signed_out(request, slug, number)
    round = round_to_answer_or_404(request.user, slug, number)
    form, as_member = _forms(request, round)
    form.add_error(None, _("The form had expired, so nothing was counted. Look at it and send it again."))
    return _page(request, round, form, as_member, status=403)


answer.asks_again = _expired


def _forms(request, round):
    sent = request.POST if request.method == "POST" else None
    form = StatementsForm(sent, assessment=round.assessment, lenses=[round.lens])
    return form, AsMemberForm(sent, round=round, user=request.user)


def _page(request, round, form, as_member, status=200):
    context = {"round": round, "form": form, "as_member": as_member, "fewest": FEWEST}
    return shown(request, round.community, "culture/round_answer.html", status, **context)


def _refused(request, round, form, as_member, refused):
    """Say why nothing was counted; what can still be sent in another way stays in the form."""
    round.refresh_from_db(fields=["closed_at"])  # somebody may have closed it this very moment
    standing = standing_in(round, request.user)
    if standing.may_answer:
        form.add_error(None, refused.message)
        return _page(request, round, form, as_member, status=422)
    again = standing.has_answered
    return _thanks(request, round, form, refused=refused.message, again=again, status=409)


def _thanks(request, round, form, *, refused="", again=False, status=200):
    """Show the answers to their writer as the answer to sending them: nothing else has them by name."""
    outcome = outcome_of(form)
    initial = {"place": outcome.leftmost[0].place} if outcome.leftmost else {}
    context = {
        "round": round,
        "answers": form,
        "picture": outcome.picture,
        "form": KeepForm(None, items=form.items, initial=initial),
        "refused": refused,
        "again": again,
    }
    return shown(request, round.community, "culture/round_answered.html", status, **context)


def _signed_out(request, slug, number):
    """Give back what was chosen, alike at every address: a stranger may know of no round."""
    fields = sent_fields(request.POST)
    if not fields:
        return login_required(_asked)(request, slug, number)
    context = {"fields": fields, "nav": "culture"}
    return render(request, "culture/round_signed_out.html", context, status=403)
