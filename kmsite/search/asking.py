"""What somebody asks for: a question cut to size and read as words, "phrases", or, and -words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from django.db import connection

from kmsite.pages.index.languages import site_language
from kmsite.text.folding import closed, fold

LONGEST = 256
MOST_WORDS = 12
"""Words of a question that are asked for; the rest is left out, and the answer says so."""
SHORTEST_BEGINNING = 2

_TOKEN = re.compile(r'(-*)\s*"([^"]*)"?|(-*)(\S+)')
_UNCURLED = str.maketrans(dict.fromkeys("“”„‟«»\uff02", '"'))
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A word or a phrase of a question, as typed and folded; several words are a phrase: in this order."""

    typed: str
    folded: str
    words: tuple[str, ...]
    is_quoted: bool = False

    @classmethod
    def of(cls, typed: str, *, is_quoted: bool = False) -> Piece | None:
        """Return what was typed as a piece; None where no word is in it."""
        folded = " ".join(fold(typed).split())
        words = tuple(_WORD.findall(folded))
        return cls(typed, folded, words, is_quoted) if words else None

    @property
    def closed(self) -> str:
        """What is typed with hyphens as one word, for e-mail is email; "" for all else."""
        return "" if self.is_quoted or " " in self.typed else closed(self.typed)


Group = tuple[Piece, ...]
"""Pieces joined by or: one of them must be there."""


@dataclass(frozen=True)
class Question:
    """A question as it was asked, at most 256 characters, without what a database cannot store.

    A page answers that has a piece of each group and nothing that is unwanted. `or` joins the two pieces
    beside it: `audit or review checklist` asks for one of the first two, and for the third.
    """

    text: str
    groups: tuple[Group, ...] = ()
    unwanted: tuple[Piece, ...] = ()
    left_out: tuple[str, ...] = ()
    """Words beyond the twelfth."""
    goes_on: bool = field(default=False)
    """Whether the last word may be the beginning of one: nothing was typed after it."""

    @classmethod
    def asked(cls, text: str) -> Question:
        """Make a question of whatever was typed."""
        whole = text[: 4 * LONGEST].replace("\0", " ").translate(_UNCURLED)
        text = " ".join(whole.split())[:LONGEST].strip()
        return _read(text, is_ended=not whole or whole[-1].isspace())

    @property
    def words(self) -> list[str]:
        """The words that are wanted, folded, each once."""
        return [*dict.fromkeys(word for piece in self.pieces for word in piece.words)]

    @property
    def pieces(self) -> list[Piece]:
        """The words and phrases that are wanted."""
        return [piece for group in self.groups for piece in group]

    @property
    def phrases(self) -> list[str]:
        """The phrases in quotes that are wanted, as typed."""
        return [piece.typed for piece in self.pieces if piece.is_quoted]

    @property
    def is_only_unwanted(self) -> bool:
        """Whether all that was asked is to leave something out, which no page answers."""
        return not self.groups and bool(self.unwanted)

    @property
    def is_plain(self) -> bool:
        """Whether it is words and nothing else, so that it may be a name."""
        return not self.unwanted and all(len(group) == 1 for group in self.groups)

    @cached_property
    def beginning(self) -> str:
        """The last word, where it may be the beginning of a longer one; else ""."""
        last = self.groups[-1][-1] if self.goes_on and self.groups else None
        return last.words[-1] if last and len(last.words[-1]) >= SHORTEST_BEGINNING else ""

    def tsquery(self) -> str:
        """Return the question as Postgres reads it in the language of the site; "" when nothing is wanted."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT websearch_to_tsquery(%s::regconfig, %s)", [site_language(), fold(self.text)]
            )
            return cursor.fetchone()[0] if self.groups else ""


def _read(text: str, *, is_ended: bool) -> Question:
    groups: list[Group] = []
    unwanted: list[Piece] = []
    left_out: list[str] = []
    joins, number, last = False, 0, ""
    for is_unwanted, typed, is_quoted in _tokens(text):
        if not is_quoted and not is_unwanted and typed.casefold() == "or":
            joins, last = bool(groups), ""
            continue
        for piece in _pieces(typed, is_quoted, whole=is_unwanted or joins):
            number += len(piece.words)
            last = ""
            if number > MOST_WORDS:
                left_out.extend(piece.words)
            elif is_unwanted:
                unwanted.append(piece)
            elif joins:
                groups[-1] = (*groups[-1], piece)
            else:
                groups.append((piece,))
            last = "" if is_unwanted or is_quoted or number > MOST_WORDS else typed
            joins = False
    goes_on = bool(last) and not is_ended and last[-1].isalnum()
    return Question(text, tuple(groups), tuple(unwanted), tuple(left_out), goes_on)


def _tokens(text: str) -> Iterator[tuple[bool, str, bool]]:
    """Yield (is unwanted, what was typed, is quoted)."""
    for match in _TOKEN.finditer(text):
        if match[2] is not None:
            yield bool(match[1]), match[2].strip(), True
        else:
            yield bool(match[3]), match[4], False


def _pieces(typed: str, is_quoted: bool, *, whole: bool) -> Iterator[Piece]:
    """Yield what a token asks for: parts beside a slash are words of their own unless it is taken whole."""
    for part in [typed] if whole or is_quoted else typed.split("/"):
        if piece := Piece.of(part, is_quoted=is_quoted):
            yield piece
