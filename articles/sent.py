"""The form that the editor sends to other addresses than the one that saves it."""

from __future__ import annotations

from dataclasses import replace

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from articles.forms import ArticleForm, NewArticleForm
from articles.models import Article
from articles.writing import WritingForm
from kmsite.pages.desks.proofs import Proof
from kmsite.pages.models import Page
from kmsite.pages.permissions import may, page_or_404
from kmsite.pages.shown.framing import frame
from kmsite.pages.terms_inside.autolinking import laid
from kmsite.pages.terms_inside.wanting import wants_terms
from kmsite.text.names import name_key


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


def with_terms(shown: Proof, page: Page | None, form: WritingForm) -> Proof:
    """Return the look of what was sent with links to terms, unless its writer wants none."""
    if not wants_terms(form["entry_terms"].value()):
        return shown
    tags = form.fields["tags"].prepare_value(form["tags"].value()) or ""
    areas = {name_key(tag) for tag in tags.split(",")}
    if page:
        areas |= {name_key(above.title) for above in frame(page).crumbs}
    return replace(shown, html=laid(shown.html, page and page.pk, areas).html)
