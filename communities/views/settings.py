"""Who reads a community, and who joins it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from communities.life.community_forms import ReadersForm
from communities.life.foreseeing import foreseen
from communities.life.stages import is_proposed
from communities.models import Community
from communities.standing import rights_in
from kmsite.pages.permissions import page_or_404
from kmsite.pages.views.archive import archived


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request, slug):
    community = page_or_404(request.user, Community, slug)
    rights = rights_in(request.user, community)
    if not rights & {"settle", "archive"}:
        raise PermissionDenied
    if community.archived_at:
        return _closed(request, community, rights)
    if request.method == "POST" and "settle" not in rights:
        raise PermissionDenied
    form = ReadersForm(request.POST or None, community=community, writer=request.user)
    if form.is_valid() and (answer := _settled(request, community, form)):
        return answer
    return _shown(request, community, form, rights)


def _settled(request, community, form):
    """Settle it once the person has read what it changes; None when it was refused."""
    impact = foreseen(community, form.cleaned_data["visibility"], request.user)
    if form.changes_readers and not is_proposed(community) and "sure" not in request.POST:
        context = {**_frame(community), "form": form, "impact": impact}
        return render(request, "communities/community_readers_foreseen.html", context, status=409)
    if not form.change():
        return None
    messages.success(request, _("Saved. From now on this holds for everybody."))
    return redirect("communities:settings", community.slug)


def _shown(request, community, form, rights):
    context = {
        **_frame(community),
        "form": form,
        "may_settle": "settle" in rights,
        "may_archive": "archive" in rights,
        "impacts": [foreseen(community, value, request.user) for value in Community.Visibility.values],
    }
    status = 422 if form.errors else 200
    return render(request, "communities/community_settings.html", context, status=status)


def _closed(request, community, rights):
    if request.method == "POST":
        return archived(request, community)
    context = {**_frame(community), "may_archive": "archive" in rights}
    return render(request, "communities/community_settings.html", context)


def _frame(community):
    return {"nav": "communities", "community": community}
