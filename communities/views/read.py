"""The home of a community."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from communities.life.home_reading import reading
from communities.models import Community
from kmsite.pages import readership
from kmsite.pages.permissions import page_or_404


@require_safe
def read(request, slug):
    community = page_or_404(request.user, Community, slug)
    readership.count(request, community.pk)
    return render(request, "communities/community_read.html", reading(community, request.user))
