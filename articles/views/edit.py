"""Change an article; a save on an older base is merged or shown as a conflict."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from articles.forms import ArticleForm
from articles.models import Article
from articles.resolving import resolution
from kmsite.pages.editing import Conflict
from kmsite.pages.permissions import page_or_404
from kmsite.pages.telling import tell


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, slug):
    page = page_or_404(request.user, Article, slug, to="edit")
    form = ArticleForm(request.POST or None, page=page, writer=request.user)
    try:
        saved = form.revise() if form.is_valid() else None
    except Conflict as conflict:
        context = resolution(form, conflict)
        return render(request, "articles/article_conflict.html", context, status=409)
    if saved:
        tell(request, saved)
        return redirect(saved.page)
    context = {"form": form, "page": page, "nav": "articles"}
    return render(request, "articles/article_edit.html", context, status=422 if form.errors else 200)
