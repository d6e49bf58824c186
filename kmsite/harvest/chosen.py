"""What somebody takes along from a discussion: the question, replies, and who may be shown them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from communities.models import Discussion
from communities.standing import rights_in
from kmsite.pages.models import Page
from kmsite.pages.reach import PUBLIC, is_within
from kmsite.talk.models import Comment

QUESTION = "question"


@dataclass(frozen=True)
class Chosen:
    """The words of `thread` that are taken along: its own text perhaps, and replies in their order."""

    thread: Discussion
    replies: tuple[Comment, ...]
    has_question: bool
    may_widen: bool
    """Whether whoever chose may let others read them than read the discussion."""
    is_whole: bool = True
    """Whether all that was asked for is there: nothing deleted since, nothing of another discussion."""

    @property
    def is_for_few(self) -> bool:
        """Whether not everybody reads the discussion."""
        return self.thread.reach != PUBLIC

    @property
    def ids(self) -> tuple[int, ...]:
        return tuple(reply.pk for reply in self.replies)

    def people(self) -> dict[int, int | None]:
        """Return whose words these are (ids), each with the first reply (id) that was theirs, or None."""
        found: dict[int, int | None] = {}
        if self.has_question and self.thread.asker_id:
            found[self.thread.asker_id] = None
        for reply in self.replies:
            found[reply.by_id] = found.get(reply.by_id) or reply.pk
        return found

    def names(self) -> list[str]:
        """Return the names of whose words these are, in the order in which they spoke."""
        asker = [self.thread.asker] if self.has_question and self.thread.asker else []
        return list(dict.fromkeys(str(one) for one in [*asker, *(reply.by for reply in self.replies)]))


def chosen(thread: Discussion, said: Iterable[str], by: Any) -> Chosen:
    """Return what `said`, ids of replies and QUESTION, takes along from `thread`."""
    said = set(said)
    ids = {int(one) for one in said if one.isascii() and one.isdigit() and len(one) < 19}
    replies = tuple(Comment.objects.on(thread).standing().filter(pk__in=ids).in_order())
    is_whole = bool(said) and len(replies) == len(said - {QUESTION})
    return Chosen(thread, replies, QUESTION in said, may_widen(by, thread), is_whole)


def may_widen(user: Any, thread: Page) -> bool:
    """Say whether `user` may let more people read what was said in `thread` than read it there.

    Those may who say who reads the community.
    """
    return thread.parent is not None and "settle" in rights_in(user, thread.parent)


def is_wider(reach: int, thread: Page) -> bool:
    """Say whether what has this `reach` is read by people who cannot read `thread`."""
    return not is_within(reach, thread.reach)
