"""The trash: put a page into it, look into it, bring pages back."""

from functools import wraps

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from kmsite.accounts.roles import rights_of
from kmsite.pages import kinds
from kmsite.pages.desks.proofs import proof
from kmsite.pages.endings import trashing
from kmsite.pages.endings.confirming import TitlesForm
from kmsite.pages.endings.trashed import described, in_batch, kinds_brought_back_by, trashed_for
from kmsite.pages.models import Page
from kmsite.pages.paging import slice_of
from kmsite.pages.permissions import page_or_404
from kmsite.pages.refusing import TextRefused
from kmsite.pages.shown import showing

NAMED = 10


def who_brings_back(view):
    """Let in those who may take pages of some kind out of the trash."""

    @wraps(view)
    def checked(request, *args, **kwargs):
        if not kinds_brought_back_by(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return login_required(checked)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def trash(request, slug, model):
    page = page_or_404(request.user, model, slug, to="trash")
    ids = showing.pages_below([page.pk])
    seen = Page.objects.visible_to(request.user)
    below = seen.filter(pk__in=ids).exclude(pk=page.pk)
    state = f"{page.current.number}~{below.count()}"
    if request.POST.get("seen") == state:
        return _put_away(request, page)
    context = {
        "page": page,
        "state": state,
        "below": below.count(),
        "first_below": below.order_by("parent_id", "position", "id")[:NAMED],
        "linking": seen.filter(links__target__in=ids).exclude(pk__in=ids).distinct().count(),
        "days": settings.TRASH_DAYS,
        "is_stale": request.method == "POST",
        "nav": page.SHELVES[page.kind],
    }
    return render(request, "pages/page_trash.html", context, status=409 if context["is_stale"] else 200)


@require_safe
@who_brings_back
def trashed(request):
    part = slice_of(request, trashed_for(request.user), ["-trashed_at", "-id"])
    context = {
        "slice": part,
        "rows": described(part.rows, request.user),
        "days": settings.TRASH_DAYS,
        "may_purge": "purge" in rights_of(request.user),
        "nav": "trash",
    }
    return render(request, "pages/trash_list.html", context)


@require_safe
@who_brings_back
def look(request, batch):
    pages = _batch_or_404(request, batch)
    chosen = next((page for page in pages if str(page.pk) == request.GET.get("page")), pages[0])
    context = {
        "batch": batch,
        "pages": pages,
        "shown": chosen,
        "proof": proof(request.user, chosen, chosen.current.body),
        "parts": kinds.of(chosen.kind).readable(chosen.current.structure).values(),
        "one": described(pages[:1], request.user)[0],
        "may_purge": "purge" in rights_of(request.user),
        "nav": "trash",
    }
    return render(request, "pages/trash_read.html", context)


@who_brings_back
@require_http_methods(["GET", "HEAD", "POST"])
def restore(request, batch):
    pages = _batch_or_404(request, batch)
    asked = [page for page in pages if f"title_{page.pk}" in request.POST]
    form = TitlesForm(request.POST if request.method == "POST" else None, pages=asked)
    if form.is_valid():
        try:
            return _brought_back(request, trashing.restore(batch, by=request.user, titles=form.titles()))
        except trashing.NotThere:
            messages.warning(request, _("Somebody has taken it out of the trash already."))
            return redirect("trashed")
        except trashing.TitlesTaken as refused:
            form = TitlesForm(pages=[page for page in pages if page.pk in refused.taken])
            form.is_taken = True
        except (TextRefused, trashing.RestoreRefused) as refused:
            form.add_error(None, str(refused))
    return _ask(request, batch, pages, form)


def _ask(request, batch, pages, form):
    roots = [page for page in pages if not (page.parent and page.parent.trash == batch)]
    homes = Page.objects.in_bulk(showing.pages_above([page.pk for page in roots]))
    context = {
        "batch": batch,
        "places": [(page, trashing.home_of(page, homes)) for page in roots],
        "below": len(pages) - len(roots),
        "form": form,
        "nav": "trash",
    }
    is_refused = form.errors or hasattr(form, "is_taken")
    return render(request, "pages/trash_restore.html", context, status=409 if is_refused else 200)


def _put_away(request, page):
    try:
        batch = trashing.trash([page], by=request.user)
    except trashing.NotThere:
        raise Http404 from None
    except TextRefused as refused:
        messages.error(request, str(refused))
        return redirect(page)
    said = _("“%s” is in the trash.") % page.title
    messages.success(request, said)
    may_look = page.kind in kinds_brought_back_by(request.user)
    return redirect("trash_look", batch) if may_look else redirect("home")


def _brought_back(request, returns):
    """Say what is back, and where it is if that is another place or other readers than before."""
    first = returns[0]
    said = ngettext("“%(title)s” is back.", "%(count)d pages are back.", len(returns))
    messages.success(request, said % {"title": first.page.title, "count": len(returns)})
    for one in returns:
        place = {"title": one.page.title, "place": one.parent.title if one.parent else _("the top")}
        if one.is_elsewhere:
            messages.warning(request, _("“%(title)s” is now below “%(place)s”.") % place)
        if one.is_narrowed:
            messages.warning(request, _("The readers of “%(title)s” are those it had before.") % place)
    return redirect(first.page) if len(returns) == 1 else redirect("trashed")


def _batch_or_404(request, batch):
    pages = in_batch(batch, request.user)
    if not pages:
        raise Http404
    return pages
