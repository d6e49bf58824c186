"""Timing the calls that the views make, for several readers, beside queries that cost what they must."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import asdict, dataclass
from statistics import fmean, median
from time import perf_counter
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.db.models import Count

from kmsite.accounts.models import User
from kmsite.accounts.roles import ADMINISTRATOR
from kmsite.management.measuring.questions import Questions, beginnings, favourite_tag
from kmsite.pages.index.languages import site_language
from kmsite.search.asking import Question
from kmsite.search.choosing import Choice
from kmsite.search.finding import find, number_of
from kmsite.views.offering import offered

REFERENCES = ("primary key", "plain words")
_BY_KEY = "SELECT title FROM pages_page WHERE id = %s"
_BY_WORDS = """
SELECT page_id FROM pages_searchentry WHERE words @@ plainto_tsquery(%s::regconfig, %s) AND reach = 0 LIMIT 20
"""

Ask = Callable[[Any, str], int]
"""Asks for somebody, and returns how much was found."""


@dataclass(frozen=True, slots=True)
class Timed:
    """How long calls took, in milliseconds, and how much they found: pages, or rows of suggestions."""

    median: float
    p95: float
    found: float

    @classmethod
    def of(cls, moments: Sequence[float], found: Sequence[int]) -> Timed:
        ordered = sorted(moments)
        late = ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]
        return cls(round(median(ordered), 2), round(late, 2), round(fmean(found), 1))

    def said(self) -> Mapping[str, float]:
        return asdict(self)


def readers() -> dict[str, Any]:
    """Return who asks: nobody, somebody in as many audiences as anybody is, and an administrator."""
    everybody = User.objects.filter(is_active=True)
    many = everybody.annotate(number=Count("audiences")).order_by("-number", "pk").first()
    known = everybody.filter(groups__name=ADMINISTRATOR).order_by("pk").first()
    administrator = known or User(pk=0, username="administrator", is_superuser=True)
    return {
        "anonymous": AnonymousUser(),
        "many audiences": many or administrator,
        "administrator": administrator,
    }


def timed(asked: Questions, *, rounds: int) -> Iterator[tuple[str, str, Timed]]:
    """Yield sort, reader and times of every sort of question, references first; each is asked once before."""
    nobody = {"anonymous": AnonymousUser()}
    yield from _sort("primary key", nobody, _keys(), _read_by_key, rounds * 4)
    yield from _sort("plain words", nobody, asked["mid"], _read_by_words, rounds * 4)
    everybody = readers()
    narrowed = Choice(kinds=("article",), tags=tuple(filter(None, [favourite_tag()])))
    for sort, texts in asked.items():
        choice = narrowed if sort == "filtered" else Choice()
        goes_on = "" if sort == "prefix" else " "
        asking, counting = _searching(choice)
        yield from _sort(sort, everybody, [text + goes_on for text in texts], asking, rounds, counting)
    for sort, texts in beginnings().items():
        yield from _sort(sort, everybody, texts, _suggest, rounds)


def _sort(
    name: str,
    people: Mapping[str, Any],
    texts: Iterable[Any],
    ask: Ask,
    rounds: int,
    count: Ask | None = None,
) -> Iterator[tuple[str, str, Timed]]:
    texts = list(texts)
    for called, reader in people.items():
        moments = []
        found = [(count or ask)(copy(reader), text) for text in texts]
        for _round in range(rounds):
            for text in texts:
                somebody = copy(reader)  # as a request does, which knows nothing of the one before
                began = perf_counter()
                ask(somebody, text)
                moments.append((perf_counter() - began) * 1000)
        yield name, called, Timed.of(moments, found)


def _searching(choice: Choice) -> tuple[Ask, Ask]:
    """Return what is timed, and what counts all that is found by it: an answer is counted to a thousand."""

    def search(reader: Any, text: str) -> int:
        return find(reader, Question.asked(text), choice).total

    def count(reader: Any, text: str) -> int:
        answer = find(reader, Question.asked(text), choice)
        if not answer.is_more:
            return answer.total
        meant = f"{answer.mended.text} " if answer.mended and answer.mended.is_shown else text
        return number_of(reader, Question.asked(meant), choice)

    return search, count


def _suggest(reader: Any, text: str) -> int:
    """Return how many rows are suggested, besides the one that leads to the search."""
    return sum(len(group.rows) for group in offered(reader, text)) - 1


def _keys() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM pages_page ORDER BY id LIMIT 20")
        return [id for (id,) in cursor.fetchall()]


def _read_by_key(_reader: Any, id: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_BY_KEY, [id])
        return len(cursor.fetchall())


def _read_by_words(_reader: Any, word: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_BY_WORDS, [site_language(), word])
        return len(cursor.fetchall())
