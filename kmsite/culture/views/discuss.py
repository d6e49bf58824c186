"""What a group makes of a statement: where it settles, and taking that back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from kmsite.culture.agreed import agreeing, guide
from kmsite.culture.agreed.agreeing_forms import ConsensusForm
from kmsite.culture.disclosure.results import lines
from kmsite.culture.models import Consensus
from kmsite.culture.picture import pictures
from kmsite.culture.rounds import addresses
from kmsite.culture.rounds.doors import round_to_close_or_404
from kmsite.culture.rounds.standing import takes_part
from kmsite.culture.views.frame import shown
from kmsite.pages.desks.refusable import telling_refusals


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def statement(request, slug=None, *, number, place):
    round = closed_or_403(request.user, slug, number)
    line = _line_or_404(round, place)
    now = Consensus.objects.filter(round=round, item=line.item).first()
    form = ConsensusForm(request.POST or None, round=round, item=line.item, now=now)
    if request.method == "POST" and form.is_valid() and form.settle(by=request.user):
        messages.success(request, _("Written down where the group settled."))
        return redirect(f"{addresses.of_round(round)}#round-discussed")
    context = {"round": round, "item": line.item, "form": form, "now": now}
    context |= {"prompts": guide.prompts_for(line), "picture": pictures.of_lines([line], title=round.title)}
    return shown(
        request, round.community, "culture/discuss_statement.html", 422 if form.errors else 200, **context
    )


@login_required
@require_POST
def take_back(request, slug=None, *, number, place):
    round = closed_or_403(request.user, slug, number)
    with telling_refusals(request):
        agreeing.unsettle(round, _line_or_404(round, place).item, by=request.user)
        messages.success(request, _("Taken back."))
    return redirect(f"{addresses.of_round(round)}#round-discussed")


def closed_or_403(user, slug, number):
    """Fetch a closed round of their own that `user` holds."""
    round = round_to_close_or_404(user, slug, number)
    if round.closed_at is None or not takes_part(user, round.community):
        raise PermissionDenied
    return round


def _line_or_404(round, place):
    found = [line for line in lines(round) if line.item.place == place]
    if not found:
        raise Http404
    return found[0]
