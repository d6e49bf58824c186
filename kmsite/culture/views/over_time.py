"""Rounds of the same wording and lens, one above the other."""

from django.http import Http404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kmsite.culture.models import Round
from kmsite.culture.picture import pictures
from kmsite.culture.rounds.doors import place_or_404
from kmsite.culture.rounds.standing import takes_part
from kmsite.culture.views.frame import shown

MOST = 5
"""Rounds that are shown at once."""


@require_safe
@never_cache
def over_time(request, slug=None):
    community = place_or_404(request.user, slug)
    if not takes_part(request.user, community):
        raise Http404
    closed = Round.objects.of(community).closed().exclude(took_part=None)
    latest = closed.first()
    if latest is None:
        raise Http404
    same = closed.filter(assessment=latest.assessment_id, lens=latest.lens, is_example=latest.is_example)
    rounds = list(same[:MOST])
    for round in rounds:
        round.community = community
    picture = pictures.of_round(rounds[0], before=rounds[1:])
    others = closed.exclude(pk__in=same.values("pk")).exists()
    return shown(
        request, community, "culture/over_time.html", picture=picture, rounds=rounds, has_others=others
    )
