"""Where people talk about a page: its threads, the form of a comment, the form of a reply."""

from django.contrib.auth.views import redirect_to_login
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from kmsite.pages.paging import slice_of
from kmsite.pages.permissions import page_or_404
from kmsite.talk import threads
from kmsite.talk.desk import Desk
from kmsite.talk.models import Comment
from kmsite.talk.place import talk_address
from kmsite.talk.receiving import keeping_what_was_said

THREADS = 20
"""Threads on one page of the list."""


@keeping_what_was_said
@require_http_methods(["GET", "HEAD", "POST"])
def comments(request, slug, model):
    if request.method == "POST" and not request.user.is_authenticated:
        return redirect_to_login(request.path)
    page = page_or_404(request.user, model, slug, to="comment" if request.method == "POST" else "read")
    desk = Desk(request, page)
    if answer := desk.answered():
        return answer
    return render(request, "talk/page_comments.html", _context(request, page, desk), status=desk.status)


def _context(request, page, desk):
    counted = threads.counted(page)
    asked = desk.thread or threads.asked_for(page, request.GET.get("thread"))
    if asked:
        part, shown = None, threads.of([asked], page, request.user)
    else:
        part = slice_of(request, Comment.objects.on(page).threads().with_people(), ["-at", "-id"], THREADS)
        shown = threads.of(part.rows, page, request.user, replies=threads.REPLIES)
    return {
        "page": page,
        "threads": shown,
        "slice": part,
        "one": asked,
        "counted": counted,
        "talk_url": talk_address(page),
        "nav": page.SHELVES[page.kind],
        **desk.context(),
    }
