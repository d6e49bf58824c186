"""Looking through the whole glossary once an hour: what no list can be asked for in the time of a request."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from glossary.abbreviations import abbreviations
from glossary.checking import LINKED_NAMES, claim_key
from glossary.circles import circles
from glossary.hints import faults
from glossary.models import Candidate, Claim, Definition, Finding, Look, Term
from kmsite.pages.index.languages import in_use
from kmsite.pages.models import Name, Page, Rendering
from kmsite.pages.reach import PUBLIC, SIGNED_IN
from kmsite.text.folding import fold

AGAIN_AFTER = timedelta(minutes=50)
FEWEST_ARTICLES, MOST_CANDIDATES, MOST_EXAMPLES = 2, 500, 3
MOST_TERMS, MOST_ARTICLES, AT_ONCE = 50_000, 100_000, 500
"""Where a site has more than that, the rest of it is not looked at: the time of a look is bounded."""

# A name of which the dictionary leaves nothing ("IT") cannot be asked for: it counts as used.
_UNUSED = """
WITH name AS MATERIALIZED (
    SELECT term, phraseto_tsquery(language::regconfig, text) AS question
    FROM unnest(%(terms)s::bigint[], %(names)s::text[]) AS given (term, text),
        unnest(%(languages)s::text[]) AS used (language)
)
SELECT term FROM name GROUP BY term HAVING NOT bool_or(
    numnode(question) = 0 OR EXISTS (
        SELECT 1 FROM pages_searchentry e
        WHERE e.words @@ name.question AND e.kind <> 'term' AND e.reach = ANY(%(reaches)s) OFFSET 0
    )
)
"""


def look_through(now: datetime | None = None) -> bool:
    """Find anew what can be mended, and words to define; False where somebody did so within the hour."""
    now = now or timezone.now()
    if not _is_my_turn(now):
        return False
    _write_findings(_unused(), Finding.Kind.UNUSED, now)
    texts = _house_definitions()
    _write_findings(_circular(texts), Finding.Kind.CIRCULAR, now)
    _write_findings(_worded_oddly(texts), Finding.Kind.STYLE, now)
    _write_candidates(_not_defined())
    return True


def ignore(text: str, *, by: Any) -> None:
    """Let `text` stand in the list of words to define no more."""
    found = Candidate.objects.filter(text=text, ignored_at=None)
    found.update(ignored_at=timezone.now(), ignored_by=by)


def offer_again(text: str) -> None:
    """Let `text` stand in the list of words to define again."""
    Candidate.objects.filter(text=text).update(ignored_at=None, ignored_by=None)


@transaction.atomic
def _is_my_turn(now: datetime) -> bool:
    """Say whether the last look is old enough, and begin one: two processes never look at once."""
    Look.objects.get_or_create(pk=1)
    look = Look.objects.select_for_update(skip_locked=True).filter(pk=1).first()
    if look is None or (look.at and now - look.at < AGAIN_AFTER):
        return False
    Look.objects.filter(pk=1).update(at=now)
    return True


def _unused() -> dict[int, list[str]]:
    terms = Term.objects.live().listed().order_by("pk").values_list("pk", flat=True)
    found: dict[int, list[str]] = {}
    for batch in _batches(list(terms[:MOST_TERMS])):
        names = Name.objects.filter(page__in=batch, kind__in=LINKED_NAMES).values_list("page", "text")
        rows = [(term, fold(text)) for term, text in names]
        asked = {
            "terms": [term for term, _text in rows],
            "names": [text for _term, text in rows],
            "languages": in_use(),
            "reaches": [PUBLIC, SIGNED_IN],
        }
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute(_UNUSED, asked)
            found |= {term: [] for (term,) in cursor.fetchall()}
    return found


def _house_definitions() -> dict[int, tuple[str, str, str]]:
    """Return by term its title, its house definition and the fidelity of that."""
    terms = Term.objects.live().exclude(status=Term.Status.DEPRECATED)
    rows = Definition.objects.filter(is_house=True, term__in=terms).order_by("term")
    columns = rows.values_list("term", "term__title", "text", "fidelity")
    return {term: (title, text, fidelity) for term, title, text, fidelity in columns[:MOST_TERMS]}


def _circular(texts: dict[int, tuple[str, str, str]]) -> dict[int, list[str]]:
    names: dict[str, set[int]] = defaultdict(set)
    for key, term in Claim.objects.filter(term__in=[*texts]).values_list("key", "term"):
        names[key].add(term)
    definitions = {term: text for term, (_title, text, _fidelity) in texts.items()}
    return {term: [str(other) for other in others] for term, others in circles(definitions, names).items()}


def _worded_oddly(texts: dict[int, tuple[str, str, str]]) -> dict[int, list[str]]:
    """Return the hints on each definition; those quoted word for word are as they are."""
    names: dict[int, list[str]] = defaultdict(list)
    for batch in _batches(list(texts)):
        rows = Name.objects.filter(page__in=batch, kind__in=LINKED_NAMES)
        for term, text in rows.values_list("page", "text"):
            names[term].append(text)
    found = {
        term: faults(title, names[term], text)
        for term, (title, text, fidelity) in texts.items()
        if fidelity != Definition.Fidelity.VERBATIM
    }
    return {term: keys for term, keys in found.items() if keys}


def _not_defined() -> dict[str, list[int]]:
    """Return the words in capitals of several articles that are no names, with the articles they stand in."""
    articles: dict[str, list[int]] = defaultdict(list)
    for page, text in _texts():
        for word in abbreviations(text):
            articles[word].append(page)
    several = {word: pages for word, pages in articles.items() if len(pages) >= FEWEST_ARTICLES}
    keys = {claim_key(word): word for word in several}
    known = Claim.objects.filter(key__in=[*keys]).values_list("key", flat=True)
    unknown = several.keys() - {keys[key] for key in known}
    return {word: several[word] for word in sorted(unknown, key=lambda word: (-len(several[word]), word))}


def _texts() -> Iterator[tuple[int, str]]:
    """Yield the texts of articles that everybody signed in may read, in batches by their ids."""
    pages = Page.objects.live().unarchived().filter(reach__in=[PUBLIC, SIGNED_IN], kind=Page.Kind.ARTICLE)
    ids = list(pages.order_by("pk").values_list("pk", flat=True)[:MOST_ARTICLES])
    for batch in _batches(ids):
        yield from Rendering.objects.filter(page__in=batch).values_list("page", "text")


def _batches(ids: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(ids), AT_ONCE):
        yield ids[start : start + AT_ONCE]


@transaction.atomic
def _write_findings(found: dict[int, list[str]], kind: str, now: datetime) -> None:
    """Let the findings of a kind be `found`: by term what exactly."""
    rows = {row.term_id: row for row in Finding.objects.filter(kind=kind).order_by("pk")}
    same = [row.pk for term, row in rows.items() if found.get(term) == row.about]
    Finding.objects.filter(kind=kind).exclude(pk__in=same).delete()
    Finding.objects.filter(pk__in=same).update(at=now)
    there = {*Term.objects.filter(pk__in=[*found]).values_list("pk", flat=True)}  # some may be gone by now
    there -= {term for term, row in rows.items() if found.get(term) == row.about}
    Finding.objects.bulk_create(
        Finding(term_id=term, kind=kind, about=about, at=now)
        for term, about in found.items()
        if term in there
    )


@transaction.atomic
def _write_candidates(found: dict[str, list[int]]) -> None:
    """Let the candidates be the first of `found`; those that are ignored stay so."""
    best = dict(list(found.items())[:MOST_CANDIDATES])
    Candidate.objects.filter(ignored_at=None).exclude(text__in=best).delete()
    Candidate.objects.bulk_create(
        (
            Candidate(text=word, articles=len(pages), examples=pages[:MOST_EXAMPLES])
            for word, pages in best.items()
        ),
        update_conflicts=True,
        unique_fields=["text"],
        update_fields=["articles", "examples"],
    )
