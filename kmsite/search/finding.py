"""Finding: what a reader may see of the pages that answer a question, the best first (decision 54)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from kmsite.pages.index.languages import in_use_for
from kmsite.pages.index.lexicon import beginning_with
from kmsite.pages.names.naming import near_titles
from kmsite.search.answers import COUNTED, RANKED, SIZE, Answer, Found, Mended, Widened
from kmsite.search.asking import Question
from kmsite.search.choosing import BEST, Choice
from kmsite.search.facets import facets
from kmsite.search.hits import Hit, Hits, hits
from kmsite.search.mending import FEW, mended
from kmsite.search.narrowing import Narrowing, narrowing
from kmsite.search.ranking import Order, Points, ranked
from kmsite.search.reading import ANY, MOST, Asked, Reading, readings
from kmsite.search.showing import shown, shown_alone
from kmsite.search.totals import totals
from kmsite.search.widening import widened
from kmsite.text.folding import fold
from kmsite.text.names import name_key

__all__ = ["COUNTED", "RANKED", "SIZE", "find", "nearest", "number_of"]

ENOUGH, SHORTEST, MOST_BESIDE = 5, 3, 10
"""Where fewer pages have all of so many words, so many are shown below that have most of them."""


@dataclass(frozen=True, slots=True)
class _Search:
    """One run of a question: how it was read, and what it met."""

    asked: Asked
    readings: Sequence[Reading]
    hits: Hits
    widened: tuple[Widened, ...]
    is_loosened: bool = False


@dataclass(frozen=True, slots=True)
class _Where:
    """For whom and among what a question is asked."""

    reader: Any
    choice: Choice
    narrowing: Narrowing
    languages: Sequence[str]
    number: int


def find(reader: Any, question: Question, choice: Choice | None = None, number: int = 1) -> Answer:
    """Return screen `number`, counted from 1, of what `reader` may see of the answers to `question`.

    A question that finds nothing is answered as it was probably meant, or else by what has most of its words;
    the answer says so. `choice.exactly` asks for the words as they are. A fixed number of statements.
    """
    choice = choice or Choice()
    if not question.groups:
        return Answer([], 0)
    where = _Where(reader, choice, narrowing(reader, choice), in_use_for(reader), number)
    search = _search(where, question)
    put_right = None if choice.exactly else _put_right(where, question, search)
    if put_right and put_right.is_shown:
        search = _search(where, Question.asked(put_right.text + " "))
        put_right = replace(put_right, total=search.hits.total)
    if not (search.hits.total or choice.exactly):
        search = _loosened(where, search) or search
    answer = _answer(where, search, put_right, _beside(where, search))
    if number > 1 and not answer.found:
        return find(reader, question, choice)
    return answer if answer.found else replace(answer, near=near_titles(reader, question.text))


def nearest(reader: Any, question: Question, kinds: Sequence[str]) -> list[Found]:
    """Return the best pages of `kinds` that `reader` may see and that answer `question` as it is.

    It is what stands beside something else, so that nobody asks for more of it: no facets, no synonyms, no
    mending, no reasons. Six statements, one of them for what the reader may see.
    """
    choice = Choice(kinds=tuple(kinds), exactly=True)
    read = readings(Asked.literally(question), in_use_for(reader))
    chosen = narrowing(reader, choice)
    met = hits(reader, read, _names(question), chosen, choice, offset=0, size=SIZE, is_counted=False)
    return shown_alone(reader, read, ranked(met.hits)[:SIZE])


def number_of(reader: Any, question: Question, choice: Choice) -> int:
    """Return how many pages answer `question` as it is, counted to the last: for who measures."""
    asked, _synonyms = _asked(reader, question, choice)
    return totals(reader, [readings(asked, in_use_for(reader))], narrowing(reader, choice), most=None)[0]


def _search(where: _Where, question: Question) -> _Search:
    return _run(where, *_asked(where.reader, question, where.choice))


def _asked(reader: Any, question: Question, choice: Choice) -> tuple[Asked, tuple[Widened, ...]]:
    if choice.exactly:
        return Asked.literally(question), ()
    clauses, synonyms = widened(reader, question)
    return Asked(question, clauses, _longer(reader, question.beginning)), synonyms


def _longer(reader: Any, beginning: str) -> tuple[str, ...]:
    """Return the words that the last word of a question begins, as far as `reader` may know them.

    `organisatio` begins no stem of organisation, so whole words are looked up and read as any other. Words of
    an audience are in no lexicon: they are found when they are complete.
    """
    longer = beginning_with(beginning, reader.is_authenticated) if beginning else []
    return tuple(word for word in longer if word != beginning)


def _run(
    where: _Where, asked: Asked, synonyms: tuple[Widened, ...] = (), *, loosely: bool = False
) -> _Search:
    read = readings(asked, where.languages)
    met = hits(
        where.reader,
        read,
        _names(asked.question),
        where.narrowing,
        where.choice,
        offset=(where.number - 1) * SIZE,
        size=SIZE,
    )
    return _Search(asked, read, met, synonyms, is_loosened=loosely)


def _names(question: Question) -> list[str]:
    """Return the keys of the name that `question` may be."""
    if not question.is_plain:
        return []
    bare = question.text.replace('"', " ")
    return [key for key in dict.fromkeys([name_key(bare), name_key(fold(bare))]) if key]


def _put_right(where: _Where, question: Question, search: _Search) -> Mended | None:
    total = search.hits.total
    if total > FEW or (where.number > 1 and total):
        return None
    return mended(
        where.reader,
        question,
        total,
        readings=search.readings,
        languages=where.languages,
        narrowing=where.narrowing,
    )


def _loosened(where: _Where, search: _Search) -> _Search | None:
    """Ask for most of the words where no page has all of them, or else for any."""
    if len(search.asked.question.groups) < 2:
        return None
    most = _run(where, search.asked.loosened(MOST), search.widened, loosely=True)
    return most if most.hits.total else _run(where, search.asked.loosened(ANY), search.widened, loosely=True)


def _beside(where: _Where, search: _Search) -> Order:
    """Return what has most of the words, the best first, where few pages have all of them."""
    is_first = where.number == 1 and where.choice.sort == BEST and not where.choice.exactly
    few = 0 < search.hits.total < ENOUGH and len(search.asked.question.groups) >= SHORTEST
    if search.is_loosened or not (is_first and few):
        return []
    there = {hit.page for hit in search.hits.hits}
    most = _run(where, search.asked.loosened(MOST))
    return [one for one in ranked(most.hits.hits) if one[0].page not in there][:MOST_BESIDE]


def _answer(where: _Where, search: _Search, put_right: Mended | None, beside: Order) -> Answer:
    order = ranked(search.hits.hits)
    slice_, reachable = order, COUNTED
    if where.choice.sort == BEST:
        first = (where.number - 1) * SIZE
        slice_, reachable = order[first : first + SIZE], len(order)
    else:
        slice_ = sorted(order, key=_place)
    screen = shown(where.reader, search.asked, search.readings, [*slice_, *beside])
    others = {hit.page for hit, _points in beside}
    return Answer(
        found=[one for one in screen if one.page.pk not in others],
        beside=[one for one in screen if one.page.pk in others],
        total=search.hits.total,
        number=where.number,
        reachable=reachable,
        facets=facets(search.hits.counts, search.hits.total, where.choice, where.narrowing),
        is_sampled=search.hits.is_sampled,
        widened=search.widened,
        mended=put_right,
        is_loosened=search.is_loosened,
    )


def _place(one: tuple[Hit, Points]) -> int:
    return one[0].place
