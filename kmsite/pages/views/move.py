"""Give a page another title or another place, after a look at what that touches."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kmsite.pages.permissions import may, page_or_404
from kmsite.pages.places.placing_forms import MoveForm
from kmsite.pages.views.archive import archived


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def move(request, slug, model):
    page = page_or_404(request.user, model, slug)
    if not (may(request.user, "rename", page) or may(request.user, "move", page)):
        raise PermissionDenied
    if page.archived_at:
        return archived(request, page)
    form = MoveForm(request.POST or None, page=page, mover=request.user)
    moved = form.move() if form.is_confirmed else None
    if moved:
        messages.success(request, _told(moved, form.foreseen))
        return redirect(moved)
    context = {"page": page, "form": form, "foreseen": form.foreseen, "nav": page.SHELVES[page.kind]}
    return render(request, "pages/page_move.html", context, status=422 if form.errors else 200)


def _told(page, foreseen):
    """Say what was done, that what was known before leads here, and where links are written anew."""
    if not foreseen.is_renamed:
        return _("The page is moved. Its address is the same as before.")
    said = _("The page is renamed. The old name and the old address keep leading here.")
    if not foreseen.links:
        return said
    return format_html(
        '{} <a href="{}relink/">{}</a>', said, page.get_absolute_url(), _("Update links to this page")
    )
