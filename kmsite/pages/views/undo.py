"""Undo one earlier edit and keep the later ones."""

from dataclasses import replace

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kmsite.pages import kinds
from kmsite.pages.clashes.comparing import compared
from kmsite.pages.clashes.resolving import conflict_page
from kmsite.pages.permissions import page_or_404
from kmsite.pages.saving.drafts import Draft
from kmsite.pages.saving.editing import Conflict
from kmsite.pages.saving.undoing import UndoForm
from kmsite.pages.told.telling import tell


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def undo(request, slug, model, number, places_of=None):
    page = page_or_404(request.user, model, slug, to="edit")
    whole = page.revisions.filter(removed_at=None).select_related("by")
    undone, before = (get_object_or_404(whole, number=one) for one in (number, number - 1))
    form = UndoForm(request.POST or None, page=page, undone=undone, before=before, writer=request.user)
    saved = form.restore() if form.is_valid() else None
    if saved:
        tell(request, saved, _("Revision %d is undone.") % number)
        return redirect(saved.page)
    try:
        context = _context(page, form)
    except Conflict as conflict:
        status = 409 if form.is_bound else 200
        if places_of:
            around = {"page": page, "number": number, "nav": page.SHELVES[page.kind]}
            context = {"places": places_of(conflict), **around}
            return render(request, "pages/page_undo_clash.html", context, status=status)
        context = conflict_page(conflict, form.sent(), page, undoing=number)
        return render(request, "pages/page_conflict.html", context, status=status)
    return render(request, "pages/page_undo.html", context, status=409 if form.errors else 200)


def _context(page, form):
    now = Draft.of(page.current)
    then = replace(form.result, entry=kinds.of(page.kind).completed(form.result.entry))
    return {
        "page": page,
        "undone": form.undone,
        "form": form,
        "comparison": compared(page.kind, now, then),
        "nav": page.SHELVES[page.kind],
    }
