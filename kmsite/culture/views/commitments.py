"""What a group will do: to write it down, to change it, to say what became of it, to take it back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kmsite.culture.agreed import agreeing
from kmsite.culture.agreed.agreeing_forms import CommitmentForm, OutcomeForm
from kmsite.culture.models import Commitment
from kmsite.culture.rounds import addresses
from kmsite.culture.rounds.doors import round_to_answer_or_404
from kmsite.culture.views.discuss import closed_or_403
from kmsite.culture.views.frame import shown
from kmsite.pages.desks.refusable import telling_refusals


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request, slug=None, *, number):
    round = closed_or_403(request.user, slug, number)
    sent = request.POST if request.method == "POST" else None
    asked = round.assessment.items.filter(place=_number(request.GET.get("statement"))).first()
    form = CommitmentForm(sent, round=round, by=request.user, item=asked)
    return _written(request, round, form, _("Add a commitment"), _("The commitment is written down."))


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request, slug=None, *, number, place):
    commitment = _commitment_or_403(request.user, slug, number, place)
    sent = request.POST if request.method == "POST" else None
    form = CommitmentForm(sent, round=commitment.round, by=request.user, now=commitment)
    return _written(request, commitment.round, form, _("Change the commitment"), _("Changed."))


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def outcome(request, slug=None, *, number, place):
    commitment = _commitment_or_403(request.user, slug, number, place)
    form = OutcomeForm(request.POST if request.method == "POST" else None, commitment=commitment)
    if form.is_valid() and form.report(by=request.user):
        messages.success(request, _("Written down what became of it."))
        return _back(commitment.round)
    context = {"round": commitment.round, "commitment": commitment, "form": form}
    return shown(
        request, commitment.round.community, "culture/commitment_outcome.html", _status(form), **context
    )


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request, slug=None, *, number, place):
    round = closed_or_403(request.user, slug, number)
    commitment = get_object_or_404(Commitment.objects.select_related("item"), round=round, place=place)
    if request.method == "POST":
        with telling_refusals(request):
            agreeing.withdraw(commitment, by=request.user)
            messages.success(request, _("The commitment is deleted."))
        return _back(round)
    context = {"round": round, "commitment": commitment}
    return shown(request, round.community, "culture/commitment_withdraw.html", **context)


def _commitment_or_403(user, slug, number, place):
    """Fetch a commitment that `user` looks after, or whose rounds they hold."""
    round = round_to_answer_or_404(user, slug, number)
    found = get_object_or_404(Commitment.objects.select_related("owner", "page"), round=round, place=place)
    found.round = round
    if not agreeing.may_report(user, found):
        raise PermissionDenied
    return found


def _written(request, round, form, heading, said):
    if form.is_valid() and form.write():
        messages.success(request, said)
        return _back(round)
    context = {"round": round, "form": form, "heading": heading}
    return shown(request, round.community, "culture/commitment_form.html", _status(form), **context)


def _back(round):
    return redirect(f"{addresses.of_round(round)}#round-commitments")


def _status(form):
    return 422 if form.errors else 200


def _number(text):
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 4 else 0
