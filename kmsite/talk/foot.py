"""What the foot of a page shows of what people say about it: the same to every reader."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Window

from kmsite.pages.models import Page
from kmsite.talk.models import Comment
from kmsite.text.excerpts import excerpt
from kmsite.text.plain import plain_text

SHOWN = 3
LENGTH = 240


@dataclass(frozen=True)
class OpenThread:
    """A thread that nobody has settled: who began it, its first words, how many replies it has."""

    comment: Comment
    opening: str
    replies: int


@dataclass(frozen=True)
class Foot:
    """The latest open threads of a page, and how many there are."""

    threads: list[OpenThread]
    count: int


def foot(page: Page) -> Foot:
    """Return what stands at the foot of `page`. One statement, and nothing in it depends on who reads.

    Only words are shown: a link in them would have to follow every page that it names.
    """
    open = Comment.objects.on(page).unresolved().with_words().annotate(all_open=Window(Count("pk")))
    rows = open.with_answers().select_related("by").defer("body")
    shown = list(rows.order_by("-at", "-id")[:SHOWN])
    return Foot([_thread(first) for first in shown], shown[0].all_open if shown else 0)


def _thread(first: Comment) -> OpenThread:
    opening = "" if first.is_deleted else excerpt(plain_text(first.html), LENGTH)
    return OpenThread(first, opening, first.answers)
