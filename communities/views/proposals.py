"""Decide about a proposed community: open it, or decline it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from communities.life import proposing
from communities.life.community_forms import DeclineForm
from communities.life.stages import is_proposed
from communities.models import Community
from kmsite.accounts.roles import rights_of
from kmsite.pages.permissions import page_or_404
from kmsite.text.refusal import TextRefused


@login_required
@require_POST
def open_it(request, slug):
    community = _proposal_or_404(request.user, slug)
    try:
        proposing.open_proposal(community, by=request.user)
    except TextRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("“%s” is open.") % community)
    return redirect(community)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def decline(request, slug):
    community = _proposal_or_404(request.user, slug)
    if not is_proposed(community):
        messages.warning(request, _("This community is not a proposal any more."))
        return redirect(community)
    form = DeclineForm(request.POST or None, community=community, writer=request.user)
    if form.is_valid() and form.decline():
        messages.success(request, _("“%s” is declined, and its members are told why.") % community)
        return redirect(community)
    context = {"nav": "communities", "tab": "home", "community": community, "form": form}
    status = 422 if form.errors else 200
    return render(request, "communities/community_decline.html", context, status=status)


def _proposal_or_404(user, slug):
    community = page_or_404(user, Community, slug)
    if "moderate" not in rights_of(user):
        raise PermissionDenied
    return community
