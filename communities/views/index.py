"""The list of communities: one's own first, then all others by name."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from communities.life.listing import EVERY, Choice, listed, mine, others, proposals, tags_for
from communities.models import Stage
from kmsite.accounts.roles import rights_of
from kmsite.pages.paging import slice_of


@require_safe
def index(request):
    choice = Choice.asked(request.GET)
    found = listed(request.user, choice)
    part = slice_of(request, others(request.user, found), ["title_key", "id"])
    context = {
        "nav": "communities",
        "choice": choice,
        "mine": [] if part.newer else mine(request.user, found),
        "slice": part,
        "stages": [*Stage.Name.choices],
        "every": EVERY,
        "tags": tags_for(request.user),
        "may_propose": "comment" in rights_of(request.user),
        "waiting": proposals(request.user) if "moderate" in rights_of(request.user) else 0,
    }
    return render(request, "communities/community_list.html", context)
