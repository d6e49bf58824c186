"""Tags, and the pages that carry one or several of them."""

from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from kmsite.pages.models import Tag
from kmsite.pages.paging import slice_of
from kmsite.pages.permissions import may
from kmsite.pages.tags import tag_reading

TAGS = 200


@require_safe
def tags(request):
    """List the tags, or lead to the pages with all of those named by `?tag=`."""
    if slugs := request.GET.getlist("tag"):
        return redirect(tag_reading.address_of(_chosen(request, slugs)))
    part = slice_of(request, Tag.objects.counted_for(request.user), ["key"], size=TAGS)
    return render(request, "pages/tag_list.html", {"slice": part, "nav": "tags"})


@require_safe
def tag(request, slug):
    """Show the pages with this tag and with every other one named by `?tag=`."""
    slugs = [*dict.fromkeys([slug, *request.GET.getlist("tag")])]
    chosen = _chosen(request, slugs)
    if [one.slug for one in chosen] != slugs:
        return redirect(tag_reading.address_of(chosen), permanent=True)
    pages = tag_reading.with_all(chosen, request.user)
    context = {
        "tag": chosen[0],
        "tags": chosen,
        "chosen": tag_reading.taken_away(chosen),
        "narrower": "?" + urlencode([("tag", one.slug) for one in chosen[1:]] + [("tag", "")]),
        "several": len(chosen) > 1,
        "count": pages.count() if len(chosen) > 1 else chosen[0].pages,
        "beside": tag_reading.beside(chosen, request.user),
        "slice": slice_of(request, pages.prefetch_related("tags"), ["title_key", "id"]),
        "may_change": may(request.user, "bulk"),
        "nav": "tags",
    }
    return render(request, "pages/tag_read.html", context)


def _chosen(request, slugs):
    chosen = tag_reading.addressed(slugs, request.user)
    if not chosen:
        raise Http404
    return chosen
