"""Mentions: which pages have a name in their text, as the search index knows; where it is blind, they do."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple

from django.db import connection

from kmsite.pages.index.languages import in_use
from kmsite.text.folding import fold
from kmsite.text.term_words import phrase_key, plural

# The index keeps 256 places of a word, and none beyond the 16,383rd word: in a long text the words are asked
# for, not their order.
_LONG = 16_000
_FORMS = """
SELECT form, language, plainto_tsquery(language::regconfig, form)::text,
    phraseto_tsquery(language::regconfig, form)::text
FROM unnest(%(forms)s::text[]) AS asked (form), unnest(%(languages)s::text[]) AS used (language)
"""
_WITH_WORDS = "SELECT e.page_id FROM pages_searchentry e WHERE e.words @@ %(words)s::tsquery"
_WITH_PHRASES = """
SELECT e.page_id FROM pages_searchentry e
WHERE e.words @@ %(words)s::tsquery
AND (e.words @@ %(phrases)s::tsquery OR EXISTS (
    SELECT FROM pages_rendering r WHERE r.page_id = e.page_id AND octet_length(r.text) > %(long)s
))
"""
# Regular expressions are slow: where the case is known, plain words sort out nearly all.
_WITH_SIGNS = """
SELECT r.page_id FROM pages_rendering r
JOIN unnest(%(likes)s::text[], %(signs)s::text[]) AS asked (plain, signs)
ON r.text LIKE asked.plain AND r.text ~ asked.signs
JOIN pages_searchentry e ON e.page_id = r.page_id AND e.language = ANY(%(languages)s)
"""
_ESCAPED, _BACKSLASHED = re.compile(r"([\\%_])"), r"\\\1"
# The words of a text are detoasted for each page that is read: the planner does not know what that costs.
_BY_INDEX = "SET LOCAL enable_seqscan = off"
_AS_BEFORE = "SET LOCAL enable_seqscan = on"

# A page saved and a name that comes or goes at the same moment would not see one another. So both meet here
# until their transactions end: the pages one beside the other, whoever changes names alone.
_NAMES = 13
_MEET = "SELECT pg_advisory_xact_lock_shared(%s, 0)"
_MEET_ALONE = "SELECT pg_advisory_xact_lock(%s, 0)"


class Spelling(NamedTuple):
    """A name as texts are searched for it; an `exact` one in this case only."""

    text: str
    exact: bool = False


def meet_names() -> None:
    """Wait for whoever changes names just now. To be called after the words of a page were written."""
    with connection.cursor() as cursor:
        cursor.execute(_MEET, [_NAMES])


def meet_pages() -> None:
    """Wait for all whose words are being written, before it is asked who mentions a name that changes."""
    with connection.cursor() as cursor:
        cursor.execute(_MEET_ALONE, [_NAMES])


def mentioning(names: Iterable[Spelling]) -> set[int]:
    """Return the ids of the pages in whose text one of `names` may stand: all that do, and some more.

    The trash included. More are those that have another form of the words, or have them in a heading, and
    those in which a word of another language has the same stem.
    """
    names = sorted({*names})
    found = [(name, *_asked(name)) for name in names]
    forms = sorted({form for _name, *forms in found for form in forms if form})
    queries = _queries(forms)
    words = {query for asked in queries.values() for query in asked.values() if query[0]}
    blind = {name: _blind([queries[form] for form in forms if form]) for name, *forms in found}
    return _with_words(words) | _with_signs(
        {name: languages for name, languages in blind.items() if languages}
    )


def _asked(name: Spelling) -> tuple[str, ...]:
    """Return the forms of `name` that a link may be laid at, as the index has them.

    They are its key, the plural, and "ISO -704" for ISO 704.
    """
    key = fold(phrase_key(name.text))
    forms = (key, f"{key}s" if name.exact and key[-1:].isalnum() else plural(key))
    return forms + tuple(re.sub(r" (?=\d)", " -", form) for form in forms)


def _queries(forms: list[str]) -> dict[str, dict[str, tuple[str, str]]]:
    """Return for each form, by language, the words it is asked by, and the phrase.

    Both are empty in a language that leaves no word of it.
    """
    found: dict[str, dict[str, tuple[str, str]]] = {form: {} for form in forms}
    with connection.cursor() as cursor:
        cursor.execute(_FORMS, {"languages": in_use(), "forms": forms})
        for form, language, words, phrase in cursor.fetchall():
            found[form][language] = words, phrase
    return found


def _blind(queries: list[dict[str, tuple[str, str]]]) -> set[str]:
    """Return the languages that leave no word of one of the forms with these `queries`."""
    return {language for asked in queries for language, (words, _phrase) in asked.items() if not words}


def _with_words(queries: set[tuple[str, str]]) -> set[int]:
    if not queries:
        return set()
    words = " | ".join(sorted(f"({words})" for words, _phrase in queries))
    phrases = " | ".join(sorted(f"({phrase})" for _words, phrase in queries))
    statement = _WITH_WORDS if words == phrases else _WITH_PHRASES
    asked = {"words": words, "phrases": phrases, "long": _LONG}
    with connection.cursor() as cursor:
        cursor.execute(_BY_INDEX)
        cursor.execute(statement, asked)
        found = {page for (page,) in cursor.fetchall()}
        cursor.execute(_AS_BEFORE)
    return found


def _with_signs(names: dict[Spelling, set[str]]) -> set[int]:
    """Return the pages with names of which the index knows nothing, such as IT, in the languages of each.

    Every text in one of these is looked at.
    """
    if not names:
        return set()
    asked = {
        "likes": [_plain(name) for name in names],
        "signs": [_pattern(name) for name in names],
        "languages": sorted(set().union(*names.values())),
    }
    with connection.cursor() as cursor:
        cursor.execute(_WITH_SIGNS, asked)
        return {page for (page,) in cursor.fetchall()}


def _plain(name: Spelling) -> str:
    return f"%{_ESCAPED.sub(_BACKSLASHED, name.text.split()[0])}%" if _is_plain(name) else "%"


def _pattern(name: Spelling) -> str:
    """Return a regular expression of Postgres for `name`, which finds all that the linker finds, or more."""
    is_plain = _is_plain(name)
    words = name.text.split() if is_plain else phrase_key(name.text).split()
    sign = re.escape if is_plain else _any_case
    return r"(\A|\W)" + r"[\s\u2010\u2011-]+".join("".join(map(sign, word)) for word in words)


def _is_plain(name: Spelling) -> bool:
    return name.exact and name.text.isascii() and "'" not in name.text


def _any_case(sign: str) -> str:
    if sign == "'":
        return "['\u2019\u02bc\uff07]"
    return f"[{_letters().get(sign, sign.upper() + sign)}]" if sign.isalpha() else re.escape(sign)


@cache
def _letters() -> dict[str, str]:
    """Return for each folded letter those that are folded to it."""
    letters: dict[str, Any] = {}
    for code in (*range(0x41, 0x250), *range(0x1E00, 0x1F00)):
        if (folded := fold(chr(code))).isalpha() and len(folded) == 1:
            letters[folded] = letters.get(folded, "") + chr(code)
    letters["s"] += "zZ"
    return letters
