"""Make an old revision the current one again, as a new revision."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kmsite.pages.clashes.comparing import comparison
from kmsite.pages.forms import RestoreForm
from kmsite.pages.permissions import page_or_404
from kmsite.pages.told.telling import tell


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def restore(request, slug, model, number):
    page = page_or_404(request.user, model, slug, to="edit")
    old = get_object_or_404(page.revisions.select_related("by"), number=number)
    form = RestoreForm(request.POST or None, page=page, old=old, writer=request.user)
    saved = form.restore() if form.is_valid() else None
    if saved:
        tell(request, saved, _("Revision %d is restored.") % number)
        return redirect(saved.page)
    context = {
        "page": page,
        "old": old,
        "form": form,
        "comparison": comparison(page.current, old, leave_out=["title"] if form.keeps_title else []),
        "nav": page.SHELVES[page.kind],
    }
    return render(request, "pages/page_restore.html", context, status=409 if form.errors else 200)
