"""What the writer of a comment is told after saving it: who of those named in it was not told, and why."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from kmsite.talk import mentioning
from kmsite.talk.models import Comment


def tell_saved(request: HttpRequest, comment: Comment, done: str = "") -> None:
    """Say that `comment` is saved, or `done` where it is called otherwise, and which mentions reach nobody.

    Who of the people on the site may read a page is known to whoever reads it; so nothing is given away.
    """
    messages.success(request, done or _("Your comment is saved."))
    for name in mentioning.strangers_named(comment.html):
        messages.warning(request, _("Nobody here is called @%s.") % name)
    told = set(comment.mentions.values_list("user__username", flat=True))
    for name in mentioning.linked(comment.html):
        if name not in told:
            messages.warning(request, _("@%s was not told: this page is not for them.") % name)
