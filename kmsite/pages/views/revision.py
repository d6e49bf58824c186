"""A page as one revision had it."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from kmsite.pages.desks.proofs import proof
from kmsite.pages.endings.removing import removals
from kmsite.pages.permissions import history_page_or_404, may
from kmsite.pages.saving.growth import with_merged, with_undoable


@require_safe
def revision(request, slug, model, number):
    page = history_page_or_404(request.user, model, slug)
    revisions = with_undoable(with_merged(page.revisions.select_related("by")))
    shown = get_object_or_404(revisions, number=number)
    context = {
        "page": page,
        "revision": shown,
        "proof": proof(request.user, page, shown.body),
        "is_current": shown.pk == page.current_id,
        "removals": removals(page, shown.number) if shown.removed_at else [],
        "may_restore": may(request.user, "edit", page) and not page.archived_at,
        "nav": page.SHELVES[page.kind],
    }
    return render(request, "pages/page_revision.html", context)
