"""Threads as somebody reads them: what was said, in order, and what they may do with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q
from django.utils.safestring import SafeString, mark_safe

from kmsite.pages.models import Page
from kmsite.pages.permissions import may
from kmsite.talk import standing
from kmsite.talk.laying import laid
from kmsite.talk.models import Comment
from kmsite.text.excerpts import excerpt
from kmsite.text.plain import plain_text

REPLIES = 20
"""Replies of a thread that a list shows; the thread by itself shows all."""
OPEN = Count("pk", filter=Q(resolved_at=None))
RESOLVED = Count("pk", filter=~Q(resolved_at=None))


@dataclass(frozen=True)
class Said:
    """One comment as its reader sees it; `html` is empty for one that was deleted."""

    comment: Comment
    html: SafeString
    may_edit: bool = False
    may_delete: bool = False
    may_reply: bool = False
    may_see_former: bool = False
    """Whether its history is open: to everybody, but of a deleted one to moderators only."""

    @property
    def is_edited(self) -> bool:
        return self.comment.number > 1 and not self.comment.is_deleted


@dataclass(frozen=True)
class Thread:
    """A comment and its replies, the oldest first."""

    first: Said
    replies: list[Said] = field(default_factory=list)
    may_resolve: bool = False
    may_reply: bool = False
    left_out: int = 0
    """Earlier replies that are not among `replies`."""

    @property
    def is_resolved(self) -> bool:
        return self.first.comment.resolved_at is not None

    @property
    def is_silent(self) -> bool:
        """Whether nothing is said in it any more: nobody answers or settles what is not there."""
        said = (self.first, *self.replies)
        return not self.left_out and all(one.comment.is_deleted for one in said)

    @property
    def opening(self) -> str:
        """Return the first words of the thread, for where it is folded."""
        return "" if self.first.comment.is_deleted else excerpt(plain_text(self.first.html), 60)


@dataclass(frozen=True)
class Counted:
    """How many threads there are on a page; one whose words were all deleted is neither."""

    open: int
    resolved: int


@dataclass(frozen=True)
class _Reader:
    """Somebody, and what they may do on a page: asked once for all comments."""

    user: Any
    may_comment: bool
    may_edit: bool
    may_moderate: bool


def on(page: Page, reader: Any) -> list[Thread]:
    """Return all threads on `page`, the oldest first, as `reader` (a user) sees them."""
    return of(Comment.objects.on(page).threads().in_order(), page, reader)


def of(firsts: Iterable[Comment], page: Page, reader: Any, *, replies: int | None = None) -> list[Thread]:
    """Return the threads that the comments `firsts` on `page` began, in their order, each with its last
    `replies` (all unless said); a fixed number of statements."""
    firsts = list(firsts)
    answers = Comment.objects.filter(thread__in=firsts).with_people()
    if replies is not None:
        answers = answers.last_in_thread(replies)
    answers = list(answers.in_order())
    here = _reader(page, reader)
    html = laid([one for one in (*firsts, *answers) if not one.is_deleted], page)
    said: dict[int, list[Said]] = {}
    for reply in answers:
        said.setdefault(reply.thread_id, []).append(_said(reply, html, here))
    return [_thread(first, said.get(first.pk, []), html, here) for first in firsts]


def counted(page: Page) -> Counted:
    """Return how many threads on `page` are open, and how many are resolved."""
    threads = Comment.objects.on(page).threads().with_words()
    return Counted(**threads.aggregate(open=OPEN, resolved=RESOLVED))


def asked_for(page: Page, id: str | None) -> Comment | None:
    """Return the comment that began the thread of the comment `id` (a number as text) on `page`."""
    if not (id and id.isascii() and id.isdigit() and len(id) < 18):
        return None
    comments = Comment.objects.on(page).with_people()
    found = comments.filter(pk=int(id)).first()
    return comments.filter(pk=found.thread_id).first() if found and found.thread_id else found


def _reader(page: Page, user: Any) -> _Reader:
    writes = page.archived_at is None and user.is_authenticated and may(user, "comment", page)
    if not user.is_authenticated:
        return _Reader(user, False, False, False)
    return _Reader(user, writes, may(user, "edit", page), may(user, "moderate", page))


def _thread(first: Comment, replies: list[Said], html: dict[int, str], here: _Reader) -> Thread:
    is_cut = replies and hasattr(replies[0].comment, "all_replies")
    is_allowed = standing.is_writer(here.user, first) or here.may_edit or here.may_moderate
    return Thread(
        first=_said(first, html, here),
        replies=replies,
        may_resolve=here.may_comment and is_allowed,
        may_reply=here.may_comment,
        left_out=replies[0].comment.all_replies - len(replies) if is_cut else 0,
    )


def _said(comment: Comment, html: dict[int, str], here: _Reader) -> Said:
    is_mine = standing.is_writer(here.user, comment)
    acts = here.may_comment and not comment.is_deleted
    return Said(
        comment=comment,
        html=mark_safe(html.get(comment.pk, "")),  # noqa: S308 - sanitised when it was saved
        may_edit=acts and is_mine,
        may_delete=(acts and is_mine) or (here.may_moderate and not comment.is_deleted),
        may_reply=here.may_comment,
        may_see_former=here.may_moderate if comment.is_deleted else comment.number > 1,
    )
