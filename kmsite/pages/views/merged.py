"""The answer to a form of a page that was merged into another while somebody filled it in."""

from django.shortcuts import render

WRITTEN = ("title", "lede", "body", "tags", "summary")


def merged_meanwhile(request, page):
    """Give back what was written: what it began with is not what `page`, the other one, has."""
    fields = {name: request.POST[name] for name in WRITTEN if request.POST.get(name)}
    context = {"page": page, "fields": fields, "nav": page.SHELVES[page.kind]}
    return render(request, "pages/page_merged_meanwhile.html", context, status=409)
