"""Which terms of the glossary a page leads to, and where."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from kmsite.pages.permissions import page_or_404
from kmsite.pages.terms_inside.listing_terms import terms_in


@require_safe
def terms(request, slug, model):
    page = page_or_404(request.user, model, slug)
    context = {"page": page, "list": terms_in(page, request.user), "nav": page.SHELVES[page.kind]}
    return render(request, "pages/page_terms.html", context)
