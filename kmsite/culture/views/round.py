"""A round: where one answers while it is open, and what came of it."""

from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kmsite.culture.rounds.doors import round_or_404
from kmsite.culture.rounds.reading import reading
from kmsite.culture.views.frame import shown


@require_safe
@never_cache
def read(request, slug=None, *, number):
    round = round_or_404(request.user, slug, number)
    return shown(request, round.community, "culture/round_read.html", **reading(round, request.user))
