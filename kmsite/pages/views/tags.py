"""Tags, and the pages that carry them."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kmsite.pages.models import Page, Tag
from kmsite.pages.paging import slice_of
from kmsite.pages.permissions import may

TAGS = 200


@require_safe
def tags(request):
    part = slice_of(request, Tag.objects.counted_for(request.user), ["key"], size=TAGS)
    return render(request, "pages/tag_list.html", {"slice": part, "nav": "tags"})


@require_safe
def tag(request, slug):
    """Show the pages with this tag and with every other one named by `?tag=`."""
    slugs = dict.fromkeys([slug, *request.GET.getlist("tag")[:5]])
    if any("\0" in one for one in slugs):  # Postgres cannot even look for it
        raise Http404
    chosen = list(Tag.objects.filter(slug__in=slugs))
    pages = Page.objects.visible_to(request.user).prefetch_related("tags")
    for one in chosen:
        pages = pages.tagged(one)
    part = slice_of(request, pages, ["title_key", "id"])
    if not part.rows or len(chosen) < len(slugs):
        raise Http404
    first = next(one for one in chosen if one.slug == slug)
    others = [one for one in chosen if one != first]
    context = {
        "tag": first,
        "others": others,
        "slice": part,
        "may_select": may(request.user, "bulk"),
        "nav": "tags",
    }
    return render(request, "pages/tag_read.html", context)
