"""What there is already about a question that somebody is about to ask: articles, terms, discussions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from communities.models import Discussion
from kmsite.pages.models import Page
from kmsite.search.answers import Found
from kmsite.search.asking import Question
from kmsite.search.finding import nearest
from kmsite.text.folding import fold
from kmsite.text.stop_words import STOP_WORDS

MOST_WORDS, MOST_SHOWN = 10, 6
SHORTEST, SHORTEST_ROOT, ROOT = 3, 4, 5
"""Letters of the shortest word that counts, and of the beginnings by which two words are held to be one."""
KINDS = (Page.Kind.ARTICLE, Page.Kind.TERM, Page.Kind.DISCUSSION)
_WORD = re.compile(r"\w+")
_QUESTION_WORDS = frozenset({"best", "begin", "can", "does", "find", "good", "help", "know", "need", "new",
                             "question", "start", "want", "way", "work"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Similar:
    """A page that may answer; a discussion with its state."""

    page: Page
    discussion: Discussion | None = None


def similar_to(user: Any, title: str, *, beside: Page | None = None) -> list[Similar]:
    """Return the pages that `user` may read and that say most of the words of `title`, at most MOST_SHOWN.

    Seven statements at most, whatever was typed; none where no word of it means anything.
    """
    words = words_of(title)
    if not words:
        return []
    found = nearest(user, Question.asked(" or ".join(words)), KINDS)
    scored = [(_score(words, one), one.page) for one in found]
    here = beside.pk if beside else None
    near = [page for score, page in sorted(scored, key=_best_first) if score and page.pk != here]
    return _with_state(near[:MOST_SHOWN])


def words_of(title: str) -> list[str]:
    """Return the words of `title` that say what it is about, folded, each once."""
    said = dict.fromkeys(_WORD.findall(fold(title)))
    telling = [word for word in said if len(word) >= SHORTEST and word not in STOP_WORDS]
    rare = [word for word in telling if word not in _QUESTION_WORDS]
    return (rare or telling)[:MOST_WORDS]


def _score(words: list[str], found: Found) -> float:
    """Return how many of `words` a page says: in its title, or half as much in a passage; 0 for too few."""
    title, passage = _words_in(found.title), _words_in(found.passage)
    in_title = [word for word in words if _is_said(word, title)]
    in_passage = [word for word in words if word not in in_title and _is_said(word, passage)]
    said, telling = len(in_title) + len(in_passage), len(title - _QUESTION_WORDS)
    is_near = said >= min(2, len(words)) or len(in_title) * 2 >= telling > 0
    return len(in_title) + len(in_passage) / 2 if is_near else 0


def _words_in(pieces: Iterable[tuple[str, bool]]) -> set[str]:
    text = "".join(piece for piece, _mark in pieces)
    return {word for word in _WORD.findall(fold(text)) if word not in STOP_WORDS}


def _is_said(word: str, said: set[str]) -> bool:
    """Say whether `word`, or another form of it, is among `said`: long words are alike that begin alike."""
    return word in said or any(_begin_alike(word, other) for other in said)


def _begin_alike(word: str, other: str) -> bool:
    shared = min(len(word), len(other), ROOT)
    return shared >= SHORTEST_ROOT and word[:shared] == other[:shared]


def _best_first(scored: tuple[float, Page]) -> float:
    return -scored[0]


def _with_state(pages: Iterable[Page]) -> list[Similar]:
    pages = list(pages)
    asked = [page.pk for page in pages if page.kind == Page.Kind.DISCUSSION]
    discussions = Discussion.objects.in_bulk(asked) if asked else {}
    return [Similar(page, discussions.get(page.pk)) for page in pages]
