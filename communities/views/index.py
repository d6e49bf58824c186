"""The list of communities."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from communities.models import Community


@require_safe
def index(request):
    communities = Community.objects.visible_to(request.user).order_by("title_key")[:100]
    context = {"nav": "communities", "communities": communities}
    return render(request, "communities/community_list.html", context)
