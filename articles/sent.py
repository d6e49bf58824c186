"""The form that the editor sends to other addresses than the one that saves it."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from articles.forms import ArticleForm, NewArticleForm, WritingForm
from articles.models import Article
from kmsite.pages.models import Page
from kmsite.pages.permissions import may, page_or_404


def sent_form(request: HttpRequest) -> tuple[Page | None, WritingForm]:
    """Return the page being edited, None for a new one, and the form as it was sent.

    Raises what `page_or_404` raises, and PermissionDenied for a new page of somebody who may not write one.
    """
    if slug := request.GET.get("page"):
        page = page_or_404(request.user, Article, slug, to="edit")
        return page, ArticleForm(request.POST, page=page, writer=request.user)
    if not may(request.user, "create"):
        raise PermissionDenied
    return None, NewArticleForm(request.POST, writer=request.user)
