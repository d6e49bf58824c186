"""Closing a round: what may be told is told, and the answers are deleted."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kmsite.culture.disclosure.disclosing import FEWEST
from kmsite.culture.rounds import addresses, holding
from kmsite.culture.rounds.doors import round_to_close_or_404
from kmsite.culture.rounds.turnout import turnout
from kmsite.culture.views.frame import shown
from kmsite.pages.desks.refusable import telling_refusals


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def close(request, slug=None, *, number):
    round = round_to_close_or_404(request.user, slug, number)
    if request.method == "POST":
        return _closed(request, round)
    if round.closed_at:
        messages.info(request, _("The round is closed already."))
        return redirect(addresses.of_round(round))
    context = {"round": round, "turnout": turnout(round), "fewest": FEWEST}
    return shown(request, round.community, "culture/round_close.html", **context)


def _closed(request, round):
    with telling_refusals(request):
        holding.close(round, by=request.user)
        messages.success(request, _("The round is closed. Those who took part have been told."))
    return redirect(addresses.of_round(round))
