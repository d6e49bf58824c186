"""How a community is doing, for those who keep it going."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from communities.counted.drawing import bars
from communities.counted.figures import FEWEST, figures_of
from communities.counted.figures_told import told
from communities.models import Community
from communities.standing import rights_in
from kmsite.pages.permissions import page_or_404

SMALLER = _("Smaller departments, or none given")


@require_safe
@login_required
def figures(request, slug):
    community = page_or_404(request.user, Community, slug)
    if "figures" not in rights_in(request.user, community):
        raise PermissionDenied
    found = figures_of(community)
    context = {
        "community": community,
        "page": community,
        "figures": told(found),
        "departments": bars((name or SMALLER, count) for name, count in found.departments),
        "fewest": FEWEST,
        "is_new": not found.threads.year.all and not found.events.year[0],
        "nav": "communities",
        "tab": "figures",
    }
    return render(request, "communities/figures.html", context)
