"""Change a discussion; a save on an older base is merged or shown as a conflict."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from communities.discussions.discussion_forms import DiscussionForm
from communities.models import Discussion
from kmsite.pages.clashes.overlaying import overlaid
from kmsite.pages.clashes.resolving import conflict_page
from kmsite.pages.clashes.settling import without_conflict
from kmsite.pages.desks.desk import desk, draft_asked_for
from kmsite.pages.desks.presence import leave
from kmsite.pages.desks.receiving import keeping_what_was_sent, let_go
from kmsite.pages.permissions import page_or_404
from kmsite.pages.saving.editing import Conflict
from kmsite.pages.told.telling import tell
from kmsite.pages.views.archive import archived


@keeping_what_was_sent(Discussion)
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, slug):
    page = page_or_404(request.user, Discussion, slug, to="edit")
    if page.archived_at and request.method != "POST":
        return archived(request, page)
    draft = draft_asked_for(request, Discussion, page)
    try:
        sent = without_conflict(request.POST, page)
        form = DiscussionForm(sent or None, page=page, writer=request.user, draft=draft)
        saved = form.revise() if form.is_valid() else None
    except Conflict as conflict:
        return _clashed(request, page, conflict)
    if saved:
        let_go(request)
        leave(page, request.user)
        tell(request, saved)
        return redirect(saved.page)
    return _shown(request, form, page, status=422 if form.errors else 200)


def _clashed(request, page, conflict):
    """Ask which words shall stand; where only what it is clashes, ask to look at the form again."""
    if conflict.fields:
        context = conflict_page(conflict, request.POST, page)
        entry = {name: text for name, text in request.POST.items() if name.startswith("entry_")}
        context["hidden"] = context["hidden"] | entry
        return render(request, "pages/page_conflict.html", context, status=409)
    clash, sent = overlaid(conflict, page), request.POST.copy()
    draft = clash.draft
    sent["title"], sent["body"], sent["tags"] = draft.title, draft.body, ", ".join(draft.tags)
    sent["base_revision"] = str(conflict.theirs.number)
    form = DiscussionForm(sent, page=page, writer=request.user)
    return _shown(request, form, page, status=409, clash=clash)


def _shown(request, form, page, *, status, clash=None):
    context = desk(request, form, Discussion, page, clash=clash, nav="communities")
    return render(request, "communities/discussion_edit.html", context, status=status)
