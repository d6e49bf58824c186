"""What somebody asks for: a question cut to size, folded as the index is, and turned into a tsquery."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db import connection

from kmsite.pages.index.languages import site_language
from kmsite.text.folding import fold

LONGEST = 256
_UNWANTED = re.compile(r'(?<![\w-])-\s*(?:"[^"]*"?|\S+)')
_WORD = re.compile(r"\w+")
_LAST_WORD = re.compile(r"(?:^|\s)(\w{2,})$")

# Without a last word that may go on, the part before it is the whole question and the rest is empty.
_TSQUERY = """
SELECT q::text, querytree(q) FROM (
    SELECT websearch_to_tsquery(%(language)s::regconfig, %(whole)s)
        || (websearch_to_tsquery(%(language)s::regconfig, %(before)s)
            && to_tsquery(%(language)s::regconfig, %(last)s)) AS q
) AS question
"""


@dataclass(frozen=True)
class Question:
    """A question as it was asked, at most 256 characters, without what a database cannot store."""

    text: str

    @classmethod
    def asked(cls, text: str) -> Question:
        """Make a question of whatever was typed."""
        return cls(" ".join(text.replace("\0", " ").split())[:LONGEST].strip())

    @property
    def folded(self) -> str:
        """The question in the spelling of the index."""
        return fold(self.text)

    @property
    def words(self) -> list[str]:
        """The words that are wanted, those after a minus left out: what a snippet marks."""
        return _WORD.findall(_UNWANTED.sub(" ", self.folded))

    def tsquery(self) -> str:
        """Return the question as Postgres reads it, with "phrases", or and minus; "" when nothing is wanted.

        The last word also counts as the beginning of a word, unless a quote or a minus stands before it.
        A question that only excludes wants nothing, because all the rest is no answer.
        """
        folded = self.folded
        last = None if '"' in folded else _LAST_WORD.search(folded)
        parameters = {
            "language": site_language(),
            "whole": folded,
            "before": folded[: last.start()] if last else folded,
            "last": f"'{last[1]}':*" if last else "",
        }
        with connection.cursor() as cursor:
            cursor.execute(_TSQUERY, parameters)
            query, indexed = cursor.fetchone()
        return "" if indexed in ("", "T") else query
