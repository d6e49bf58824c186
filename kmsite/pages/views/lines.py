"""Who wrote each line of a page, now or as one revision had it."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from kmsite.pages.permissions import history_page_or_404
from kmsite.pages.told.attributing import attributed


@require_safe
def lines(request, slug, model, number=None):
    page = history_page_or_404(request.user, model, slug)
    found = page.revisions.select_related("by")
    shown = page.current if number is None else get_object_or_404(found, number=number)
    context = {
        "page": page,
        "revision": shown,
        "is_current": shown.pk == page.current_id,
        "attributed": attributed(page, shown, _first(request.GET.get("from", ""))),
        "nav": page.SHELVES[page.kind],
    }
    return render(request, "pages/page_lines.html", context)


def _first(text):
    """Read the number of a line; an odd one counts as the first."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 1
