"""What somebody is recognised for, shown to nobody but them."""

from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kmsite.pages.models import Page
from kmsite.pages.paging import slice_of
from kmsite.recognition.contributing import of_work_by
from kmsite.recognition.models import Credit, Thanks
from kmsite.recognition.switching import only_where_on

NEWEST_FIRST = ["-at", "-id"]


@only_where_on
@login_required
@require_safe
def mine(request):
    show = request.GET.get("show")
    show = show if show in _LISTS else "thanks"
    context = {
        "show": show,
        "acts": _acts(request.user),
        "slice": _LISTS[show](request),
    }
    return render(request, "recognition/mine.html", context)


def _acts(user):
    """Return for each act what it is called, and for how much of it `user` was thanked."""
    got = Thanks.objects.visible_to(user).got_by(user).order_by()
    counted = dict(got.values("act").annotate(n=Count("pk")).values_list("act", "n"))
    return [(label, counted.get(act, 0)) for act, label in Thanks.Act.choices]


def _thanks(request):
    got = Thanks.objects.visible_to(request.user).got_by(request.user)
    return slice_of(request, got.select_related("by", "page", "comment"), NEWEST_FIRST)


def _uses(request):
    receipts = of_work_by(request.user).visible_to(request.user)
    return slice_of(request, receipts.select_related("by", "page", "comment"), NEWEST_FIRST)


def _harvests(request):
    """Return where words of somebody went, as far as they may read the discussion and what came of it."""
    pages = Page.objects.visible_to(request.user)
    taken_up = Credit.objects.filter(
        user=request.user, harvest__thread__in=pages, harvest__into__in=pages
    ).select_related("harvest__thread", "harvest__into", "harvest__by")
    return slice_of(request, taken_up, ["-id"])


_LISTS = {"thanks": _thanks, "used": _uses, "harvests": _harvests}
