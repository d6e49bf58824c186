"""All that a page ever said, newest first."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from kmsite.pages.growth import with_growth
from kmsite.pages.paging import slice_of
from kmsite.pages.permissions import page_or_404


@require_safe
def history(request, slug, model):
    page = page_or_404(request.user, model, slug)
    revisions = with_growth(page.revisions.history())
    context = {
        "page": page,
        "slice": slice_of(request, revisions, ["-number"]),
        "nav": page.SHELVES[page.kind],
    }
    return render(request, "pages/page_history.html", context)
