"""A page as one revision had it."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from kmsite.pages.permissions import may, page_or_404
from kmsite.pages.proofs import proof


@require_safe
def revision(request, slug, model, number):
    page = page_or_404(request.user, model, slug)
    shown = get_object_or_404(page.revisions.select_related("by"), number=number)
    context = {
        "page": page,
        "revision": shown,
        "proof": proof(request.user, page, shown.body),
        "is_current": shown.pk == page.current_id,
        "may_restore": may(request.user, "edit", page),
        "nav": page.SHELVES[page.kind],
    }
    return render(request, "pages/page_revision.html", context)
