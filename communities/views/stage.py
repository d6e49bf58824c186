"""The stages of a community: which there were, and which it is in now."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from communities.life.community_forms import StageForm
from communities.life.stages import is_at_work
from communities.models import Community, Stage
from communities.standing import rights_in
from kmsite.pages.permissions import page_or_404

MOST = 100


@require_http_methods(["GET", "HEAD", "POST"])
def stage(request, slug):
    community = page_or_404(request.user, Community, slug)
    may_settle = "settle" in rights_in(request.user, community)
    if request.method == "POST" and not may_settle:
        raise PermissionDenied
    form = None
    if may_settle and is_at_work(community):
        form = StageForm(request.POST or None, community=community, writer=request.user)
        if form.is_valid() and form.change():
            messages.success(request, _("Saved."))
            return redirect("communities:stage", community.slug)
    elif request.method == "POST":
        messages.warning(request, _("The stage of this community cannot be changed now."))
        return redirect("communities:stage", community.slug)
    stages = Stage.objects.filter(community=community.pk).select_related("by").order_by("-at", "-id")
    context = {"nav": "communities", "community": community, "form": form, "stages": stages[:MOST]}
    status = 422 if form and form.errors else 200
    return render(request, "communities/community_stage.html", context, status=status)
