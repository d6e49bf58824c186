"""All that a page ever said, and what else was done to it, newest first."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from kmsite.pages.models import Revision
from kmsite.pages.permissions import history_page_or_404, may
from kmsite.pages.told.chronicle import chronicle


@require_safe
def history(request, slug, model):
    page = history_page_or_404(request.user, model, slug)
    part = chronicle(request, page)
    numbers = [row.number for row in part.rows if isinstance(row, Revision)]
    context = {
        "page": page,
        "slice": part,
        "newest": numbers[0] if numbers else None,
        "second": numbers[:2][-1] if numbers else None,
        "may_undo": may(request.user, "edit", page) and not page.archived_at,
        "nav": page.SHELVES[page.kind],
    }
    return render(request, "pages/page_history.html", context)
