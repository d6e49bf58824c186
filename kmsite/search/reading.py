"""How a question is read: in each language that pages are written in, as a query of Postgres."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

from django.db import connection

from kmsite.pages.index.languages import in_use_for
from kmsite.search.asking import Group, Piece, Question

# Every text is read alone, so that no sign of a question is ever taken for an operator; what stop words leave
# empty is left out of that language only.
_LEXEMES = """
SELECT language, text, phraseto_tsquery(language::regconfig, text)::text
FROM unnest(%(languages)s::text[]) AS language, unnest(%(texts)s::text[]) AS text
"""
IN_THEIR_LANGUAGE = """(
    e.words @@ %s::tsquery AND EXISTS (
        SELECT FROM unnest(%s::text[], %s::text[]) AS asked (language, query)
        WHERE asked.language = e.language AND e.words @@ asked.query::tsquery
    )
)"""
"""What an entry `e` meets that answers a question in its own language; `in_their_language` gives the rest."""
ALL, MOST, ANY = "all", "most", "any"
"""How many words of a question a page must have."""
MOST_COUNTED = 8
"""Of more words than these the longest are counted for most: common words are short."""
_PHRASE = " <"
_LEXEME = re.compile(r"'((?:[^']|'')+)'")


@dataclass(frozen=True, slots=True)
class Clause:
    """What a page must have: a piece of each of `groups`, or any of `names` instead, which are synonyms."""

    groups: tuple[Group, ...]
    names: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A question as it is read in `languages`; queries as text, "" for what asks nothing.

    `wide` is what finds pages: all that `typed` finds, and those of `besides`, which have a synonym. A phrase
    makes Postgres read the words of all that it meets, so the two are looked up apart. `literal` asks for the
    words as they were typed, `ordered` for all of them one after the other. `asked` is how many stems are
    wanted, `lexemes` those that each text is read as. Where not all words must be there, `parts` are the
    queries of each, so that those are counted which a page has.
    """

    languages: tuple[str, ...]
    wide: str
    typed: str
    besides: str
    literal: str
    ordered: str
    asked: int
    lexemes: Mapping[str, tuple[str, ...]]
    parts: tuple[str, ...] = ()

    @property
    def stems(self) -> frozenset[str]:
        """All stems that are wanted, in whatever way."""
        return frozenset(stem for stems in self.lexemes.values() for stem in stems)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with all that widens it: synonyms of its words, and words that its last word begins."""

    question: Question
    clauses: tuple[Clause, ...]
    longer: tuple[str, ...] = ()
    wants: str = ALL

    @classmethod
    def literally(cls, question: Question) -> Asked:
        """Return `question` without anything that widens it."""
        return cls(question, tuple(Clause((group,)) for group in question.groups))

    def loosened(self, wants: str) -> Asked:
        """Return this asking for most or any of the words, of which each keeps its synonyms."""
        clauses = tuple(Clause((group,), clause.names) for clause in self.clauses for group in clause.groups)
        return replace(self, clauses=clauses, wants=wants)

    @property
    def in_order(self) -> str:
        """All the words as one phrase, where they can be one."""
        question = self.question
        return " ".join(piece.folded for piece in question.pieces) if question.is_plain else ""

    def texts(self) -> set[str]:
        """Return all that must be read."""
        pieces = (*self.question.pieces, *self.question.unwanted)
        names = (name.folded for clause in self.clauses for name in clause.names)
        spelt = (text for piece in pieces for text in (piece.folded, piece.closed))
        return {*spelt, *names, *self.longer, self.in_order} - {""}


def readings(asked: Asked, languages: Sequence[str]) -> list[Reading]:
    """Return what `asked` means in each of `languages`, those together in which it means the same.

    A language in which nothing is wanted but stop words is left out. One statement.
    """
    return readings_of([asked], languages)[0]


def readings_of(many: Sequence[Asked], languages: Sequence[str]) -> list[list[Reading]]:
    """Return what `readings` does for each of `many`, in one statement altogether; none for no texts."""
    texts = sorted(set().union(*(asked.texts() for asked in many)))
    if not texts:
        return [[] for _asked in many]
    read: dict[str, dict[str, str]] = {language: {} for language in languages}
    with connection.cursor() as cursor:
        cursor.execute(_LEXEMES, {"languages": [*languages], "texts": texts})
        for language, text, query in cursor.fetchall():
            read[language][text] = query
    return [_together(_reading(asked, language, read[language]) for language in read) for asked in many]


def in_their_language(reader: Any, question: Question) -> tuple[str, list[str], list[str]] | None:
    """Return the parameters of `IN_THEIR_LANGUAGE` for what `reader` may see and `question` as typed.

    None where it asks nothing."""
    found = readings(Asked.literally(question), in_use_for(reader))
    read = [(language, one.literal) for one in found for language in one.languages if one.literal]
    if not read:
        return None
    return _any(query for _language, query in read), *map(list, zip(*read, strict=True))


def _together(found: Iterable[Reading]) -> list[Reading]:
    """Return readings that ask for something, those with the same queries as one."""
    by_queries: dict[tuple[str, str], Reading] = {}
    for one in found:
        if not one.wide:
            continue
        same = by_queries.get((one.wide, one.ordered))
        languages = (*same.languages, *one.languages) if same else one.languages
        by_queries[one.wide, one.ordered] = replace(one, languages=languages)
    return list(by_queries.values())


def _reading(asked: Asked, language: str, read: Mapping[str, str]) -> Reading:
    unwanted = [f"!({query})" for piece in asked.question.unwanted for query in _of((piece,), read)]
    pairs = [(_typed(asked, clause, read), _named(clause, read)) for clause in asked.clauses]
    parts = [query for pair in pairs if (query := _any(pair))]
    wide = {ALL: _all, MOST: _most, ANY: _any}[asked.wants](parts)
    typed, besides = _apart(pairs) if asked.wants == ALL and _PHRASE in wide else (wide, "")
    literal = (_all if asked.wants == ALL else _any)(
        [_any(_of(group, read)) for group in asked.question.groups]
    )
    unasked = {text for piece in asked.question.unwanted for text in (piece.folded, piece.closed)}
    lexemes = {text: lexemes_of(read[text]) for text in asked.texts() - unasked if read[text]}
    several = asked.in_order and " " in asked.in_order
    return Reading(
        languages=(language,),
        wide=_all([wide, *unwanted]) if wide else "",
        typed=_all([typed, *unwanted]) if typed else "",
        besides=_all([besides, *unwanted]) if besides else "",
        literal=_all([literal, *unwanted]) if literal else "",
        ordered=read[asked.in_order] if several else "",
        asked=len({lexeme for piece in asked.question.pieces for lexeme in lexemes.get(piece.folded, ())}),
        lexemes=lexemes,
        parts=() if asked.wants == ALL else tuple(parts),
    )


def _typed(asked: Asked, clause: Clause, read: Mapping[str, str]) -> str:
    groups = []
    for group in clause.groups:
        typed = _of(group, read)
        goes_on = typed and asked.longer and group is asked.question.groups[-1]
        groups.append(_any([*typed, *(read[word] for word in asked.longer)] if goes_on else typed))
    return _all(groups)


def _named(clause: Clause, read: Mapping[str, str]) -> str:
    return _any(read[name.folded] for name in clause.names)


def _apart(pairs: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """Return what asks for each clause as it was typed, and what asks for a synonym of one at least."""
    said = [(typed or named, named if typed else "") for typed, named in pairs if typed or named]
    besides = []
    for place, (_typed, named) in enumerate(said):
        others = [_any(pair) for other, pair in enumerate(said) if other != place]
        besides += [_all([named, *others])] if named else []
    return _all(typed for typed, _named in said), _any(besides)


def _of(group: Sequence[Piece], read: Mapping[str, str]) -> list[str]:
    spelt = (text for piece in group for text in (piece.folded, piece.closed) if text)
    return [read[text] for text in spelt if read[text]]


def _all(queries: Iterable[str]) -> str:
    return " & ".join(f"({query})" for query in dict.fromkeys(queries) if query)


def _any(queries: Iterable[str]) -> str:
    return " | ".join(f"({query})" for query in dict.fromkeys(queries) if query)


def _most(queries: Iterable[str]) -> str:
    """Return what asks for more than half of `queries`; of two, for one."""
    counted = sorted(dict.fromkeys(queries), key=len, reverse=True)[:MOST_COUNTED]
    least = len(counted) // 2 + (len(counted) > 2)
    return _any(_all(some) for some in combinations(counted, least))


def lexemes_of(query: str) -> tuple[str, ...]:
    """Return the lexemes in the text of a tsquery."""
    return tuple(lexeme.replace("''", "'") for lexeme in _LEXEME.findall(query))
