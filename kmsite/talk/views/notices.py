"""What somebody is told: the list, and saying of one or of all that it was looked at."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kmsite.pages.paging import slice_of
from kmsite.talk import noticing
from kmsite.talk.models import Notice

LONGEST_NUMBER = 18


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def notices(request):
    if request.method == "POST":
        return _seen(request)
    part = slice_of(request, Notice.objects.of(request.user).newest_first(), ["-at", "-id"])
    context = {
        "notices": [noticing.read(notice) for notice in part.rows],
        "unseen": noticing.unseen(request.user),
        "slice": part,
        "nav": "notices",
    }
    return render(request, "talk/notice_list.html", context)


def _seen(request):
    one = request.POST.get("notice", "")
    if not one:
        noticing.see_all(request.user)
    elif one.isdecimal() and len(one) <= LONGEST_NUMBER:
        noticing.see(request.user, int(one))
    return redirect("notices")
