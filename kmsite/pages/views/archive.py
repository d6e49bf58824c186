"""Put a page into the archive, and take it out."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kmsite.pages.endings import archiving
from kmsite.pages.models import Page
from kmsite.pages.permissions import may, page_or_404
from kmsite.pages.shown import showing


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def archive(request, slug, model):
    return _asked(request, slug, model, archiving.archive, _("“%s” is in the archive."))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def unarchive(request, slug, model):
    return _asked(request, slug, model, archiving.unarchive, _("“%s” is out of the archive."))


def archived(request, page):
    """Say that `page` is in the archive, where somebody wanted to change it."""
    context = {"page": page, "may_archive": may(request.user, "archive"), "nav": page.SHELVES[page.kind]}
    return render(request, "pages/page_archived.html", context, status=409)


def _asked(request, slug, model, act, said):
    """Ask, and do it once the person has seen how many pages go along."""
    page = page_or_404(request.user, model, slug, to="archive")
    goes_in = act is archiving.archive
    if goes_in == bool(page.archived_at):
        return _done(request, page, act, said)  # says why not
    below = _below(request.user, page, goes_in)
    if request.POST.get("seen") == str(below):
        return _done(request, page, act, said)
    context = {
        "page": page,
        "goes_in": goes_in,
        "above": page.parent if not goes_in and page.parent and page.parent.archived_at else None,
        "below": below,
        "is_stale": request.method == "POST",
        "nav": page.SHELVES[page.kind],
    }
    return render(request, "pages/page_archive.html", context, status=409 if context["is_stale"] else 200)


def _below(user, page, goes_in):
    """Return how many pages below go along, of those that `user` may see."""
    below = Page.objects.visible_to(user).filter(pk__in=showing.pages_below([page.pk])).exclude(pk=page.pk)
    return (below.unarchived() if goes_in else below.filter(archived_at=page.archived_at)).count()


def _done(request, page, act, said):
    try:
        act(page, by=request.user)
    except archiving.ArchiveRefused as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, said % page.title)
    return redirect(page)
