"""Change an article; a save on an older base is merged or shown as a conflict."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from articles.forms import ArticleForm
from articles.models import Article
from kmsite.pages.clashes.resolving import conflict_page
from kmsite.pages.clashes.settling import without_conflict
from kmsite.pages.desks.desk import desk, draft_asked_for
from kmsite.pages.desks.presence import leave
from kmsite.pages.desks.receiving import keeping_what_was_sent, let_go
from kmsite.pages.permissions import page_or_404
from kmsite.pages.saving.editing import Conflict
from kmsite.pages.told.telling import tell
from kmsite.pages.views.archive import archived


@keeping_what_was_sent(Article)
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, slug):
    page = page_or_404(request.user, Article, slug, to="edit")
    if page.archived_at and request.method != "POST":
        return archived(request, page)
    draft = draft_asked_for(request, Article, page)
    try:
        sent = without_conflict(request.POST, page)
        form = ArticleForm(sent or None, page=page, writer=request.user, draft=draft)
        saved = form.revise() if form.is_valid() else None
    except Conflict as conflict:
        context = conflict_page(conflict, request.POST, page)
        return render(request, "pages/page_conflict.html", context, status=409)
    if saved:
        let_go(request)
        leave(page, request.user)
        tell(request, saved)
        return redirect(saved.page)
    context = desk(request, form, Article, page, nav="articles")
    return render(request, "articles/article_edit.html", context, status=422 if form.errors else 200)
