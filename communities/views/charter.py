"""The charter of a community: read it, change it."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from communities.charter_clash import Choices
from communities.charter_desk import desk, draft_asked_for
from communities.charter_forms import CharterForm
from communities.home_reading import charter_reading
from communities.models import Community
from kmsite.pages.editing import Conflict
from kmsite.pages.permissions import page_or_404
from kmsite.pages.receiving import keeping_what_was_sent, let_go
from kmsite.pages.telling import tell
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
    draft, choices = draft_asked_for(request, page), Choices(request.POST)
    form = CharterForm(request.POST or None, page=page, writer=request.user, draft=draft)
    try:
        saved = form.revise(choices) if form.is_valid() else None
    except Conflict as conflict:
        return render(request, "communities/community_clash.html", choices.page(conflict, page), status=409)
    if saved:
        let_go(request)
        tell(request, saved)
        return redirect(f"{saved.page.get_absolute_url()}charter/")
    status = 422 if form.errors else 200
    return render(request, "communities/community_edit.html", desk(request, form, page), status=status)
