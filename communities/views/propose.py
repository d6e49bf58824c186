"""Propose a community."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from communities.charters.charter_forms import ProposalForm
from communities.models import Community
from kmsite.accounts.roles import rights_of
from kmsite.pages.desks.desk import desk, draft_asked_for
from kmsite.pages.desks.receiving import keeping_what_was_sent, let_go


@keeping_what_was_sent(Community)
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def create(request):
    if "comment" not in rights_of(request.user):
        raise PermissionDenied
    draft = draft_asked_for(request, Community, None)
    form = ProposalForm(request.POST or None, writer=request.user, draft=draft)
    saved = form.propose() if form.is_valid() else None
    if saved:
        let_go(request)
        messages.success(
            request, _("Your community is proposed. Find a second person who takes a role in it.")
        )
        return redirect(saved.page)
    context = desk(request, form, Community, nav="communities")
    return render(request, "communities/community_propose.html", context, status=422 if form.errors else 200)
