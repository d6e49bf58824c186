"""The rounds of a community, or of the organisation: the one that is open, the latest, and those before."""

from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kmsite.culture.rounds.doors import place_or_404
from kmsite.culture.rounds.listing import listed
from kmsite.culture.views.frame import shown


@require_safe
@never_cache
def overview(request, slug=None):
    community = place_or_404(request.user, slug)
    return shown(request, community, "culture/round_list.html", **listed(request, community))
