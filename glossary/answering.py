"""What answers a question to the glossary: a name, the beginning of one, words of a definition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from glossary.checking import claim_key
from glossary.listing import LISTED, Choice
from glossary.models import Claim, Domain, Term
from kmsite.search.asking import Question
from kmsite.search.reading import IN_THEIR_LANGUAGE, in_their_language
from kmsite.text.excerpts import snippet

MOST = 50
"""Answers that are shown; the search of the site has more."""
_GATHERED = 1000
FINDABLE = (*LISTED, Term.Status.DEPRECATED.value)

_SAYS = IN_THEIR_LANGUAGE % ("%(query)s", "%(languages)s", "%(queries)s")
_WORDS = f"""
WITH hit AS MATERIALIZED (
    SELECT e.page_id, e.title, e.words FROM pages_searchentry e
    WHERE {_SAYS} AND e.kind = 'term' AND e.reach = 0 LIMIT %(gathered)s
)
SELECT hit.page_id FROM hit JOIN glossary_term t ON t.page_id = hit.page_id
WHERE t.status = ANY(%(statuses)s) AND (%(domain)s IS NULL OR t.domain_id = %(domain)s)
ORDER BY hit.title @@ %(query)s::tsquery DESC, ts_rank(hit.words, %(query)s::tsquery, 1) DESC, hit.page_id
LIMIT %(most)s
"""  # noqa: S608 (constants)


@dataclass(frozen=True, slots=True)
class Answer:
    """A term that answers: by the name `name`, or by a passage of its text in pieces."""

    term: Term
    name: str = ""
    passage: Sequence[tuple[str, bool]] = ()

    @property
    def by_other_name(self) -> str:
        """The name that matched, where it is not the preferred one."""
        return self.name if self.name != self.term.title else ""


@dataclass(frozen=True, slots=True)
class Answers:
    """The best answers, and whether one of them has exactly the name that was asked for."""

    answers: list[Answer]
    is_named: bool


def answers(question: Question, choice: Choice, user: Any) -> Answers:
    """Return what answers `question` within `choice`: exact names, names that begin so, words of the text.

    Four statements, whatever the size of the glossary.
    """
    statuses = (choice.status,) if choice.status else FINDABLE
    key = claim_key(question.text)
    named = _named(key, statuses, choice.domain, user) if key else []
    found: dict[int, Answer] = {}
    for claim in named:
        found.setdefault(claim.term_id, Answer(claim.term, claim.text))
    worded = _worded(question, statuses, choice.domain, user) if len(found) < MOST else []
    terms = Term.objects.visible_to(user).select_related("domain", "replaced_by", "rendering")
    terms = terms.defer("rendering__html", "rendering__toc").in_bulk(worded)
    for id in worded:
        if id in terms and id not in found:
            found[id] = Answer(terms[id], passage=snippet(terms[id].rendering.text, question.words))
    return Answers([*found.values()][:MOST], any(claim.key == key for claim in named))


def _named(key: str, statuses: Sequence[str], domain: Domain | None, user: Any) -> list[Claim]:
    """Return claims of names that are `key`, then preferred names, then others that begin with it."""
    live = Claim.objects.of_live_terms(user).of_statuses(statuses)
    live = live.of_domain(domain) if domain else live
    found = live.select_related("term__domain", "term__replaced_by")
    exact = list(found.filter(key=key).order_by("id")[:MOST])
    begins = list(found.shown().filter(key__startswith=key).exclude(key=key).order_by("key", "id")[:MOST])
    return [*exact, *sorted(begins, key=lambda claim: claim.kind != "title")]


def _worded(question: Question, statuses: Sequence[str], domain: Domain | None, user: Any) -> list[int]:
    """Return the ids of terms in which the words of `question` stand, the best first."""
    read = in_their_language(user, question)
    if read is None:
        return []
    asked = {
        **dict(zip(("query", "languages", "queries"), read, strict=True)),
        "gathered": _GATHERED,
        "statuses": [*statuses],
        "domain": domain and domain.pk,
        "most": MOST,
    }
    with connection.cursor() as cursor:
        cursor.execute(_WORDS, asked)
        return [id for (id,) in cursor.fetchall()]
