"""Opening a round: who does it reads first what will be asked, and what is told."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kmsite.culture.disclosure.disclosing import FEWEST, IN_BANDS
from kmsite.culture.models import Assessment, Round
from kmsite.culture.rounds import addresses
from kmsite.culture.rounds.doors import place_to_hold_or_404
from kmsite.culture.rounds.opening_form import OpeningForm
from kmsite.culture.rounds.standing import is_shut
from kmsite.culture.views.frame import shown
from kmsite.pages.views.archive import archived


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def open_round(request, slug=None):
    community = place_to_hold_or_404(request.user, slug)
    if is_shut(community):
        return archived(request, community)
    form = OpeningForm(request.POST if request.method == "POST" else None, community=community)
    if form.is_valid() and (opened := form.open(by=request.user)):
        messages.success(request, _("The round is open. Everybody who can answer has been told."))
        return redirect(addresses.of_round(opened))
    context = {
        "form": form,
        "is_open_already": Round.objects.of(community).filter(closed_at=None).first(),
        "assessment": Assessment.objects.prefetch_related("items").first(),
        "fewest": FEWEST,
        "in_bands": IN_BANDS,
    }
    return shown(request, community, "culture/round_open.html", 422 if form.errors else 200, **context)
