"""Widening: words of a question that are a name of a term are looked for by its other names as well."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from kmsite.pages.models import Name, Page
from kmsite.pages.reach import readable_reaches
from kmsite.search.answers import Widened
from kmsite.search.asking import Group, Piece, Question
from kmsite.search.reading import Clause
from kmsite.text.names import name_key
from kmsite.text.stop_words import STOP_WORDS

MOST_WIDENED = 4
MOST_NAMES = 6
LONGEST_NAME = 6
"""Words of a question that are looked up as one name."""
SHOWN = [Name.Kind.TITLE, Name.Kind.ADMITTED, Name.Kind.ACRONYM, Name.Kind.VARIANT, Name.Kind.ALIAS]
"""Names that are looked for instead. Hidden ones are misspellings, former ones may mean another page."""

_NAMES = """
SELECT said.key, n.text, n."case", e.page_id, other.text
FROM unnest(%(keys)s::text[]) AS said (key)
JOIN pages_name n ON n.key = said.key AND n.kind <> 'former'
JOIN pages_searchentry e ON e.page_id = n.page_id AND e.kind = 'term'
    AND e.status = ANY(%(trusted)s) AND e.reach = ANY(%(reaches)s) AND NOT e.is_archived
JOIN pages_name other ON other.page_id = n.page_id AND other.kind = ANY(%(shown)s)
ORDER BY e.status, e.page_id, other.kind <> 'title', other.id
"""
_TRUSTED = ["approved", "review"]


@dataclass(frozen=True, slots=True)
class _Run:
    """Words of a question, one after the other, that may be a name: groups `first` to before `end`."""

    first: int
    end: int
    typed: str
    keys: tuple[str, ...]

    def __len__(self) -> int:
        return self.end - self.first


@dataclass(frozen=True, slots=True)
class _Meant:
    """A term that has a name, and its names."""

    page: int
    name: str
    is_exact: bool
    others: tuple[str, ...]


def widened(reader: Any, question: Question) -> tuple[tuple[Clause, ...], tuple[Widened, ...]]:
    """Return the clauses of `question` with the synonyms that `reader` may see, and which they are.

    The longest names win, at most four. A phrase in quotes, what is joined by or and what is unwanted stay as
    they are. Two statements at most, and one where nothing is a name.
    """
    runs = list(_runs(question.groups))
    meant = _meant(reader, {key for run in runs for key in run.keys})
    taken: dict[int, tuple[_Run, list[_Meant]]] = {}
    for run in sorted(runs, key=lambda run: (-len(run), run.first)):
        found = [one for key in run.keys for one in meant.get(key, ()) if _is_said(run, one)]
        is_free = not any(run.first < other.end and other.first < run.end for other, _found in taken.values())
        if found and is_free and len(taken) < MOST_WIDENED:
            taken[run.first] = (run, found)
    return _clauses(question.groups, taken), _told(taken)


def _runs(groups: Sequence[Group]) -> Iterator[_Run]:
    """Yield all that may be a name: one to six groups of a single word each, one after the other."""
    for first in range(len(groups)):
        for end in range(first + 1, min(first + LONGEST_NAME, len(groups)) + 1):
            pieces = [group[0] for group in groups[first:end] if len(group) == 1]
            if len(pieces) < end - first or any(piece.is_quoted for piece in pieces):
                break
            yield _Run(first, end, " ".join(piece.typed for piece in pieces), _keys(pieces))


def _keys(pieces: Sequence[Piece]) -> tuple[str, ...]:
    """Return what the name may be called: as typed, as the index spells it, and of one instead of many."""
    folded = [word for piece in pieces for word in piece.words]
    spelt = [" ".join(piece.typed for piece in pieces), " ".join(folded), " ".join(map(_of_one, folded))]
    spelt.append(" ".join([*folded[:-1], _of_one(folded[-1])]))
    return tuple(dict.fromkeys(name_key(text.strip(".,;:!?")) for text in spelt))


def _of_one(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _meant(reader: Any, keys: Iterable[str]) -> Mapping[str, list[_Meant]]:
    """Return the terms that have a name with one of `keys`, the approved ones first."""
    asked = {
        "keys": sorted(keys),
        "trusted": _TRUSTED,
        "reaches": readable_reaches(reader),
        "shown": [kind.value for kind in SHOWN],
    }
    found: dict[tuple[str, int], list[tuple[str, str, str]]] = {}
    if keys:
        with connection.cursor() as cursor:
            cursor.execute(_NAMES, asked)
            for key, name, case, page, other in cursor.fetchall():
                found.setdefault((key, page), []).append((name, case, other))
    by_key: dict[str, list[_Meant]] = {}
    for (key, page), rows in found.items():
        name, case, _other = rows[0]
        others = tuple(dict.fromkeys(other for _name, _case, other in rows if name_key(other) != key))
        by_key.setdefault(key, []).append(_Meant(page, name, case == Name.Case.EXACT, others))
    return by_key


def _is_said(run: _Run, meant: _Meant) -> bool:
    """Say whether `run` means the term: IT is a name, and it is none."""
    if meant.is_exact:
        return run.typed == meant.name
    return run.typed.casefold() not in STOP_WORDS or run.typed == meant.name != run.typed.casefold()


def _clauses(
    groups: Sequence[Group], taken: Mapping[int, tuple[_Run, Sequence[_Meant]]]
) -> tuple[Clause, ...]:
    found: list[Clause] = []
    place = 0
    while place < len(groups):
        run, meant = taken.get(place, (None, ()))
        end = run.end if run else place + 1
        names = [Piece.of(name) for one in meant for name in one.others]
        found.append(Clause(tuple(groups[place:end]), tuple(filter(None, dict.fromkeys(names)))[:MOST_NAMES]))
        place = end
    return tuple(found)


def _told(taken: Mapping[int, tuple[_Run, Sequence[_Meant]]]) -> tuple[Widened, ...]:
    """Return what is to be said of the widening, in the order of the question."""
    pages = Page.objects.in_bulk({one.page for _run, meant in taken.values() for one in meant})
    return tuple(
        Widened(run.typed, pages[one.page], one.others[:MOST_NAMES])
        for _first, (run, meant) in sorted(taken.items())
        for one in meant[:1]
        if one.others and one.page in pages
    )
