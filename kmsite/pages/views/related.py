"""The pages that have something in common with a page."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from kmsite.pages.neighbourhood.related import related_to
from kmsite.pages.permissions import page_or_404


@require_safe
def related(request, slug, model):
    """Show them; with `?list=1` only the list, which is laid into the page itself."""
    page = page_or_404(request.user, model, slug)
    context = {"page": page, "related": related_to(page, request.user), "nav": page.SHELVES[page.kind]}
    template = "pages/_related_list.html" if "list" in request.GET else "pages/page_related.html"
    return render(request, template, context)
