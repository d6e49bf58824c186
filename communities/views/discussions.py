"""Lists of discussions: of the whole site, of one community."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from communities.discussions.discussion_lists import Choice, current_announcements, with_lateness
from communities.discussions.speaking import may_ask_in
from communities.life.stages import refuse_proposal
from communities.models import Community
from communities.standing import reads_inside
from kmsite.pages.paging import slice_of
from kmsite.pages.permissions import page_or_404

SIZE = 30


@require_safe
def discussions(request):
    choice = Choice(request.user, request.GET)
    is_start = not (choice.is_narrowed or {"tab", "older", "newer"} & set(request.GET))
    announced = current_announcements(request.user, None) if is_start else []
    context = _context(request, choice, announced=announced, may_ask=may_ask_in(request.user, None))
    return render(request, "communities/discussion_list.html", context)


@require_safe
def in_community(request, slug):
    community = page_or_404(request.user, Community, slug)
    refuse_proposal(community)
    choice = Choice(request.user, request.GET, here=community)
    context = _context(
        request,
        choice,
        community=community,
        tab="discussions",
        reads_inside=reads_inside(request.user, community),
        may_ask=may_ask_in(request.user, community),
    )
    return render(request, "communities/discussion_inside.html", context)


def _context(request, choice, **more):
    part = slice_of(request, choice.rows, choice.order, size=SIZE)
    return {
        "choice": choice,
        "slice": part,
        "rows": with_lateness(part.rows),
        "nav": "communities",
        **more,
    }
