"""What a text will look like, and what it changes, before it is saved. Nothing is kept here."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.views.decorators.http import require_POST

from articles.forms import ArticleForm, NewArticleForm
from articles.models import Article
from kmsite.pages.comparing import differences
from kmsite.pages.permissions import may, page_or_404
from kmsite.pages.proofs import proof


@login_required
@require_POST
def preview(request):
    page, form = _written(request)
    shown = proof(request.user, page, form["body"].value() or "")
    context = {"form": form, "page": page, "proof": shown, "nav": "articles"}
    if request.headers.get("X-Requested-With") == "fetch":
        return render(request, "articles/_proof.html", context, status=422 if shown.refusal else 200)
    return render(request, _template(page), context)


@login_required
@require_POST
def changes(request):
    page, form = _written(request)
    comparison = differences(form.before(), form.now())
    context = {"form": form, "page": page, "comparison": comparison, "nav": "articles"}
    if request.headers.get("X-Requested-With") == "fetch":
        return render(request, "pages/_comparison.html", context)
    return render(request, _template(page), context)


def _written(request):
    """Return the page being edited, None for a new one, and the form as it was sent."""
    slug = request.GET.get("page")
    if slug:
        page = page_or_404(request.user, Article, slug, to="edit")
        return page, ArticleForm(request.POST, page=page, writer=request.user)
    if not may(request.user, "create"):
        raise PermissionDenied
    return None, NewArticleForm(request.POST, writer=request.user)


def _template(page):
    return "articles/article_edit.html" if page else "articles/article_create.html"
