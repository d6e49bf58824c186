"""Reading an article where the reading room does not answer: with a message, a query string."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles import reading
from articles.models import Article
from kmsite.pages.counts import readership
from kmsite.pages.permissions import page_or_404


@require_safe
def read(request, slug):
    article = page_or_404(request.user, Article, slug)
    context = reading.context(article.pk)
    if context is None or context["page"].reach != article.reach:  # changed since it was asked for
        raise Http404
    readership.count(request, article.pk)
    response = render(request, reading.TEMPLATE, context)
    response.headers["Cache-Control"] = "private, no-store"
    return response
