"""Explaining: which words of a question a page has, where, and in which form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db import connection

from kmsite.search.answers import Match
from kmsite.search.reading import Asked, Reading
from kmsite.text.folding import closed, fold

MOST_FORMS = 600
"""Forms of words that are read to know their stems."""
_WORD = re.compile(r"\w+")
_HYPHEN, _FOREIGN = "[-\u2010\u2011]", "\x80-\u200f\u2012-\U0010ffff"
_LONGEST_FORM = 40

# The stems of words as they stand in the texts, so that exactly those are marked that were found.
_STEMS = """
SELECT language, form, tsvector_to_array(to_tsvector(language::regconfig, form))
FROM unnest(%(languages)s::text[], %(forms)s::text[]) AS said (language, form)
"""
_WHERE = """
WITH page AS MATERIALIZED (
    SELECT e.page_id, e.language, e.title, ts_filter(e.words, '{a}') AS names,
        ts_filter(e.words, '{b}') AS headings, ts_filter(e.words, '{d}') AS text
    FROM pages_searchentry e WHERE e.page_id = ANY(%(pages)s)
)
SELECT page.page_id, said.text,
    ARRAY[page.title @@ said.query, page.names @@ said.query, page.headings @@ said.query,
        page.text @@ said.query]
FROM page JOIN (
    SELECT language, text, phraseto_tsquery(language::regconfig, text) AS query
    FROM unnest(%(languages)s::text[], %(texts)s::text[]) AS read (language, text)
) AS said ON said.language = page.language
WHERE (page.names || page.headings || page.text) @@ said.query
"""


class _Said(NamedTuple):
    """A word as typed, a text that does for it, folded, and what that is called if it is another one."""

    word: str
    text: str
    by: str = ""
    is_synonym: bool = False


@dataclass(frozen=True, slots=True)
class Forms:
    """The words of texts that answer, by language: each as it stands there, with the stem that was asked."""

    by_language: Mapping[str, Mapping[str, str]]

    def of(self, language: str) -> Mapping[str, str]:
        """Return the forms that are marked in a text that is read in `language`."""
        return self.by_language.get(language, {})


def forms(readings: Sequence[Reading], texts: Iterable[tuple[str, str]]) -> Forms:
    """Return which words of `texts`, (language, text), are what `readings` ask for. One statement at most."""
    asked = {language: reading for reading in readings for language in reading.languages}
    stems = {language: reading.stems for language, reading in asked.items()}
    said: dict[str, list[str]] = {}
    for language, text in texts:
        if language in stems:
            said.setdefault(language, []).append(text)
    candidates = {language: _alike(found, stems[language]) for language, found in said.items()}
    pairs = sorted({(language, form) for language, found in candidates.items() for form in found.values()})
    read = _read(pairs[:MOST_FORMS])
    return Forms({
        language: {
            word: stem
            for word, form in found.items()
            if (stem := next((one for one in read.get((language, form), ()) if one in stems[language]), ""))
        }
        for language, found in candidates.items()
    })  # fmt: skip


def _alike(texts: Iterable[str], stems: Iterable[str]) -> dict[str, str]:
    """Return the words of `texts`, each folded, that begin with the two letters that a stem begins with.

    What is written with hyphens is a word as well: e-mail is found as email.
    """
    firsts = {stem[:2] for stem in stems}
    beginning = _beginning_with(firsts)
    found = {}
    for written in set().union(*(beginning.findall(text) for text in texts)):
        spelt = [(word, fold(word)) for word in _WORD.findall(written)]
        spelt += [(written, closed(written))] if len(spelt) > 1 else []
        for word, folded in spelt:
            if len(word) <= _LONGEST_FORM and any(part[:2] in firsts for part in folded.split()):
                found[word] = folded
    return found


def _beginning_with(firsts: Iterable[str]) -> re.Pattern[str]:
    """Return what finds words that may begin with one of `firsts` when they are folded, hyphens and all.

    It begins with a set of signs, which `re` finds several times as quickly as the beginning of a word.
    """
    letters = _set(first[0] for first in firsts)
    following = _set(first[1:] for first in firsts)
    begins = rf"{letters}(?<!\w[\s\S])"
    goes_on = rf"(?:(?<=[{_FOREIGN}])|{_HYPHEN}?{following})" if all(first[1:] for first in firsts) else ""
    return re.compile(rf"{begins}{goes_on}\w*(?:{_HYPHEN}\w+)*")


def _set(letters: Iterable[str]) -> str:
    """Return a set of `letters` in either case, and of whatever may be folded into them."""
    return f"[{re.escape(''.join(sign + sign.upper() for sign in sorted(letters)))}{_FOREIGN}]"


def _read(pairs: Sequence[tuple[str, str]]) -> dict[tuple[str, str], list[str]]:
    if not pairs:
        return {}
    languages, forms = zip(*pairs, strict=True)
    with connection.cursor() as cursor:
        cursor.execute(_STEMS, {"languages": [*languages], "forms": [*forms]})
        return {(language, form): stems for language, form, stems in cursor.fetchall()}


def matches(asked: Asked, readings: Sequence[Reading], pages: Sequence[int]) -> dict[int, tuple[Match, ...]]:
    """Return for each of `pages` (ids) which words of the question it has, and where; one statement."""
    said = list(_said(asked))
    languages = [language for reading in readings for language in reading.languages]
    if not (said and pages and languages):
        return {}
    pairs = [(language, text) for language in languages for text in sorted({one.text for one in said})]
    parameters = {"pages": [*pages], "languages": [p[0] for p in pairs], "texts": [p[1] for p in pairs]}
    with connection.cursor() as cursor:
        cursor.execute(_WHERE, parameters)
        where = {(page, text): tuple(places) for page, text, places in cursor.fetchall()}
    return {page: tuple(_matches(page, said, where)) for page in pages}


def _said(asked: Asked) -> Iterable[_Said]:
    for clause in asked.clauses:
        pieces = [piece for group in clause.groups for piece in group]
        spelt = ((piece.typed, text) for piece in pieces for text in (piece.folded, piece.closed) if text)
        yield from (_Said(typed, text) for typed, text in spelt)
        whole = " ".join(piece.typed for piece in pieces)
        yield from (_Said(whole, name.folded, name.typed, is_synonym=True) for name in clause.names)
    if asked.longer:
        last = asked.question.groups[-1][-1]
        yield from (_Said(last.typed, word, word) for word in asked.longer)


def _matches(
    page: int, said: Sequence[_Said], where: Mapping[tuple[int, str], Sequence[bool]]
) -> Iterable[Match]:
    """Yield a match for each word that stands on the page; the first that does for it where it does not."""
    met: set[str] = set()
    for one in said:
        places = where.get((page, one.text))
        if places is None or one.word in met:
            continue
        met.add(one.word)
        in_title, in_names, in_headings, in_text = places
        standing = {
            "title": in_title,
            "name": in_names and not in_title,
            "heading": in_headings,
            "text": in_text,
        }
        yield Match(one.word, tuple(place for place in standing if standing[place]), one.by, one.is_synonym)
