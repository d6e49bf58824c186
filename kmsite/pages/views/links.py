"""What links to a page, and to each of its headings."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from kmsite.pages.neighbourhood.backlinks import Backlinks
from kmsite.pages.paging import slice_of
from kmsite.pages.permissions import may, page_or_404

SIZE = 30


@require_safe
def links(request, slug, model):
    page = page_or_404(request.user, model, slug)
    found = Backlinks(page, request.user, request.GET.get("heading", "").replace("\0", ""))
    part = slice_of(request, found.sources(), ["id"], size=SIZE)
    context = {
        "page": page,
        "found": found,
        "slice": part,
        "backlinks": found.with_sentences(part.rows),
        "may_relink": page.kind == "article" and may(request.user, "edit", page) and not page.archived_at,
        "nav": page.SHELVES[page.kind],
    }
    return render(request, "pages/page_links.html", context)
