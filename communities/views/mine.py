"""Somebody's own communities: where they belong, where they asked, where they are invited."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from communities.models import Admission, Community
from communities.people import directory
from kmsite.accounts.roles import rights_of

MOST = 200


@require_safe
@login_required
def mine(request):
    waiting = Admission.objects.waiting().filter(user=request.user).select_related("community", "by")
    waiting = waiting.filter(community__in=Community.objects.live().unarchived()).order_by("-at", "-id")
    readable = Community.objects.visible_to(request.user).values("pk")
    context = {
        "nav": "communities",
        "belongs": directory.with_my_roles(request.user)[:MOST],
        "invitations": waiting.invitations()[:MOST],
        "requests": waiting.requests().filter(community__in=readable)[:MOST],
        "may_rescue": "people" in rights_of(request.user),
        "without_facilitator": _without_facilitator(request.user),
    }
    return render(request, "communities/member_mine.html", context)


def _without_facilitator(user):
    """Return the communities that nobody facilitates, for those who look after the site."""
    return directory.without_facilitator(user)[:MOST] if "moderate" in rights_of(user) else []
