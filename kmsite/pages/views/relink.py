"""Let other pages' texts call a page by its present name, page by page or many at once."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from kmsite.pages.clashes.comparing import differences
from kmsite.pages.names import relinking
from kmsite.pages.paging import slice_of
from kmsite.pages.permissions import page_or_404

AT_ONCE = 100


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def relink(request, slug, model):
    page = page_or_404(request.user, model, slug, to="edit")
    results = _relinked(request, page) if request.method == "POST" else []
    context = {
        "page": page,
        "results": results,
        "done": sum(result.is_done for result in results),
        "slice": slice_of(request, relinking.outdated(page, request.user), ["id"], AT_ONCE),
        "nav": page.SHELVES[page.kind],
        **_compared(request, page),
    }
    return render(request, "pages/page_relink.html", context)


def _relinked(request, page):
    """Write the chosen pages anew, one after the other: what hinders one does not hinder the next."""
    chosen = [id for id in request.POST.getlist("page")[:AT_ONCE] if _is_id(id)]
    sources = relinking.outdated(page, request.user).filter(pk__in=chosen)
    return [relinking.tried(source, target=page, by=request.user) for source in sources.order_by("id")]


def _compared(request, page):
    """Return what would change in the one page that the query names."""
    id = request.GET.get("compare", "")
    if not _is_id(id):
        return {}
    source = get_object_or_404(relinking.outdated(page, request.user).select_related("current"), pk=id)
    body = source.current.body
    return {
        "source": source,
        "comparison": differences({"body": body}, {"body": relinking.rewritten(source, body, page)}),
    }


def _is_id(text):
    return text.isascii() and text.isdecimal() and len(text) < 19
