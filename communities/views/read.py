"""The home of a community."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from communities.life.home_reading import reading
from communities.models import Community
from kmsite.pages.counts import readership
from kmsite.pages.permissions import page_or_404
from kmsite.pages.shown.marking import breadcrumbs, marks


@require_safe
def read(request, slug):
    community = page_or_404(request.user, Community, slug)
    readership.count(request, community.pk)
    context = {**reading(community, request.user), "marks": _marks(community)}
    return render(request, "communities/community_read.html", context)


def _marks(community):
    top = (_("Communities"), reverse("communities:index"))
    here = (community.title, community.get_absolute_url())
    return marks(community, community.lede, breadcrumbs([top, here]))
