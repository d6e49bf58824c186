"""What links to a page."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from kmsite.pages.models import Page
from kmsite.pages.paging import slice_of
from kmsite.pages.permissions import may, page_or_404


@require_safe
def links(request, slug, model):
    page = page_or_404(request.user, model, slug)
    sources = Page.objects.visible_to(request.user).linking_to(page).exclude(pk=page.pk)
    context = {
        "page": page,
        "slice": slice_of(request, sources, ["id"]),
        "may_relink": page.kind == "article" and may(request.user, "edit", page) and not page.archived_at,
        "nav": page.SHELVES[page.kind],
    }
    return render(request, "pages/page_links.html", context)
