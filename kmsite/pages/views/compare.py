"""What differs between two revisions of a page, word by word."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from kmsite.pages.clashes.comparing import comparison
from kmsite.pages.permissions import history_page_or_404


@require_safe
def pick(request, slug, model):
    """Lead from the two marks in the history to the address of their comparison."""
    page = history_page_or_404(request.user, model, slug)
    a, b = (request.GET.get(name, "") for name in ("a", "b"))
    if not all(number.isascii() and number.isdecimal() and len(number) < 10 for number in (a, b)):
        return redirect(f"{page.get_absolute_url()}history/")
    return redirect(f"{page.get_absolute_url()}compare/{int(a)}..{int(b)}/")


@require_safe
def compare(request, slug, model, a, b):
    page = history_page_or_404(request.user, model, slug)
    if a > b:
        return redirect(f"{page.get_absolute_url()}compare/{b}..{a}/")
    found = page.revisions.select_related("by").filter(number__in=[a, b])
    revisions = {revision.number: revision for revision in found}
    if not {a, b} <= revisions.keys():
        raise Http404
    context = {
        "page": page,
        "old": revisions[a],
        "new": revisions[b],
        "comparison": comparison(revisions[a], revisions[b]),
        "side_by_side": request.GET.get("view") == "side",
        "previous_change": f"{a - 1}..{a}" if a > 1 else None,
        "next_change": f"{b}..{b + 1}" if b < page.current.number else None,
        "nav": page.SHELVES[page.kind],
    }
    return render(request, "pages/page_compare.html", context)
