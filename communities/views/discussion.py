"""A discussion with its replies, and answering it."""

from django.contrib.auth.views import redirect_to_login
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from communities.discussions.discussing import shown
from communities.discussions.marking import marks_of
from communities.models import Discussion
from kmsite.pages.counts import readership
from kmsite.pages.paging import slice_of
from kmsite.pages.permissions import page_or_404
from kmsite.talk import threads
from kmsite.talk.desk import Desk
from kmsite.talk.models import Comment
from kmsite.talk.place import talk_address
from kmsite.talk.receiving import keeping_what_was_said

THREADS = 50
"""Threads on one page of a discussion."""


@keeping_what_was_said
@require_http_methods(["GET", "HEAD", "POST"])
def read(request, slug, model):
    if request.method == "POST" and not request.user.is_authenticated:
        return redirect_to_login(request.path)
    page = page_or_404(request.user, model, slug, to="comment" if request.method == "POST" else "read")
    desk = Desk(request, page)
    if led_on := desk.answered(_("Your answer is posted.") if _is_answered(page, desk) else ""):
        return led_on
    context = {**shown(page, request.user), **_replies(request, page, desk)}
    context["marks"] = marks_of(page, context["answers"])
    readership.count(request, page.pk)
    return render(request, "communities/discussion_read.html", context, status=desk.status)


def _replies(request, page, desk):
    """Return the threads below the question: a page of them, or the one that is asked for by itself."""
    firsts = Comment.objects.on(page).threads().with_people()
    part = slice_of(request, firsts, ["at", "id"], THREADS)
    asked = desk.thread or threads.asked_for(page, request.GET.get("thread"))
    is_elsewhere = asked is not None and asked.pk not in {first.pk for first in part.rows}
    if is_elsewhere:
        found = threads.of([asked], page, request.user)
    else:
        found = threads.of(part.rows, page, request.user, replies=None if asked else threads.REPLIES)
    return {
        "slice": None if is_elsewhere else part,
        "threads": found,
        "one": asked if is_elsewhere else None,
        "open_thread": asked and asked.pk,
        "talk_url": talk_address(page),
        "comment_foot": "communities/_discussion_foot.html",
        **_worded(desk.context(), page),
    }


def _is_answered(page, desk):
    return page.sort == Discussion.Sort.QUESTION and desk.thread is None


def _worded(context, page):
    """Return what the desk shows, with its form called what it is below a question."""
    form = context["form"]
    if form and page.sort == Discussion.Sort.QUESTION:
        form.button, form.fields["body"].label = _("Answer"), _("Your answer")
    return context
