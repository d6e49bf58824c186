"""The charter of a community: read it, change it."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from communities.charters.charter_clash import places_of
from communities.charters.charter_forms import CharterForm
from communities.life.home_reading import charter_reading
from communities.models import Community
from kmsite.pages.clashes.clashing import Choices
from kmsite.pages.desks.desk import desk, draft_asked_for
from kmsite.pages.desks.receiving import keeping_what_was_sent, let_go
from kmsite.pages.permissions import page_or_404
from kmsite.pages.saving.editing import Conflict
from kmsite.pages.told.telling import tell
from kmsite.pages.views.archive import archived


@require_safe
def charter(request, slug):
    community = page_or_404(request.user, Community, slug)
    return render(request, "communities/community_charter.html", charter_reading(community, request.user))


@keeping_what_was_sent(Community)
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, slug):
    page = page_or_404(request.user, Community, slug, to="edit")
    if page.archived_at and request.method != "POST":
        return archived(request, page)
    draft, choices = draft_asked_for(request, Community, page), Choices(request.POST, places_of)
    form = CharterForm(request.POST or None, page=page, writer=request.user, draft=draft)
    try:
        saved = form.revise(choices) if form.is_valid() else None
    except Conflict as conflict:
        around = {"community": page, "nav": "communities", "tab": "charter"}
        context = choices.page(conflict, page, action=request.path, **around)
        return render(request, "communities/community_clash.html", context, status=409)
    if saved:
        let_go(request)
        tell(request, saved)
        return redirect(f"{saved.page.get_absolute_url()}charter/")
    context = desk(request, form, Community, page, community=page, nav="communities", tab="charter")
    return render(request, "communities/community_edit.html", context, status=422 if form.errors else 200)
