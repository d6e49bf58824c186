"""What a community looks after, with what there is to do."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from communities.life.stages import refuse_proposal
from communities.models import Community
from communities.shelves.looking_after import ORDER, WorkList
from communities.shelves.looking_after_form import LookAfterForm
from communities.standing import rights_in
from kmsite.pages.paging import slice_of
from kmsite.pages.permissions import page_or_404


@require_http_methods(["GET", "HEAD", "POST"])
def looks_after(request, slug):
    if request.method == "POST":
        return entrust(request, slug)
    community = page_or_404(request.user, Community, slug)
    refuse_proposal(community)
    form = LookAfterForm(None, community=community, by=request.user)
    return _shown(request, community, form)


@login_required
@require_POST
def entrust(request, slug):
    community = page_or_404(request.user, Community, slug)
    refuse_proposal(community)
    if "steward" not in rights_in(request.user, community):
        raise PermissionDenied
    form = LookAfterForm(request.POST, community=community, by=request.user)
    if form.is_valid() and form.entrust():
        messages.success(request, _("This community looks after “%s”.") % form.cleaned_data["page"])
        return redirect(request.path)
    return _shown(request, community, form)


def _shown(request, community, form):
    work = WorkList(community, request.user, request.GET.get("todo", ""))
    part = slice_of(request, work.pages, ORDER)
    context = {
        "nav": "communities",
        "tab": "shelf",
        "community": community,
        "work": work,
        "slice": part,
        "rows": work.rows(part.rows),
        "form": form,
        "may_entrust": "steward" in rights_in(request.user, community) and not community.archived_at,
    }
    return render(request, "communities/shelf_work.html", context, status=422 if form.errors else 200)
