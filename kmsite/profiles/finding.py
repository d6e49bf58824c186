"""People who answer a question: by their names, by what they can be asked about, by where they work."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Lower

from kmsite.accounts.models import User
from kmsite.accounts.naming import NameWords, beginning_so, name_words
from kmsite.accounts.roles import rights_of
from kmsite.pages.index.languages import IN_ANY, site_language
from kmsite.pages.models import Page, Revision
from kmsite.pages.reach import readable_reaches
from kmsite.profiles.models import Expertise
from kmsite.text.excerpts import marked
from kmsite.text.folding import fold
from kmsite.text.names import name_key

SIZE = 20
COUNTED = 1000
_MOST_TERMS = 50
_MOST_COMPARED = 200
_LEAST_LIKENESS = 0.8

_CALLED, _KNOWS, _WORKS = 1, 2, 3
_WILLING = Q(user__profile=None) | Q(user__profile__is_open_to_questions=True)

_TERMS_WITH = f"""
SELECT page_id FROM pages_searchentry
WHERE kind = 'term' AND title @@ {IN_ANY.format(read="plainto_tsquery", site="%s", reaches="%s", query="%s")}
"""  # noqa: S608 (constants)

Pieces = Sequence[tuple[str, bool]]


@dataclass(frozen=True)
class Somebody:
    """One person who answers: the name in pieces, as (text, was asked for), and what else is told of them.

    `terms` are those that were asked for; to strangers only the name is told.
    """

    person: User
    name: Pieces
    department: Pieces = ()
    about: str = ""
    terms: list[Page] = field(default_factory=list)


@dataclass(frozen=True)
class People:
    """The ids of those who answer, the best first, at most 1,001, and how many of them by their names."""

    ids: list[int]
    called: int
    terms: list[int]

    @property
    def total(self) -> int:
        return len(self.ids)


def people_for(reader: Any, words: Sequence[str]) -> People:
    """Return who answers `words`, as far as `reader` may know of them; two statements at most.

    Found are accounts that are not closed. Strangers find those who wrote what they may read, by name.
    """
    asked = " ".join(words)
    if not name_words(asked):
        return People([], 0, [])
    ways = [_called(reader, asked).annotate(way=Value(_CALLED), order=Lower("name"))]
    terms = []
    if reader.is_authenticated:
        terms = _terms_named(reader, asked)
        ways += [_asked_about(terms), _working_in(asked)] if terms else [_working_in(asked)]
    rows = [way.values_list("pk", "way", "order").order_by("order", "pk")[: COUNTED + 1] for way in ways]
    found = rows[0].union(*rows[1:], all=True).order_by("way", "order", "pk") if rows[1:] else rows[0]
    by_id = {}
    for id, way, _order in found:
        by_id.setdefault(id, way)
    called = sum(way == _CALLED for way in by_id.values())
    return People([*by_id][: COUNTED + 1], called, terms)


def near_names(reader: Any, words: Sequence[str], most: int = 5) -> list[int]:
    """Return the ids of people whose names are most like `words`, the nearest first; one statement.

    Compared are names with a word that begins with the same letter.
    """
    asked = name_words(" ".join(words))[:4]
    begins = " | ".join(f"({beginning_so([word[:1]])})" for word in asked)
    if not begins:
        return []
    near = _to_be_told(reader).alias(words=NameWords("name", "username"))
    near = near.filter(words=SearchQuery(begins, config="simple", search_type="raw"))
    compared = near.order_by("pk").values_list("pk", "name", "username")[:_MOST_COMPARED]
    alike = {id: _likeness(" ".join(asked), name, username) for id, name, username in compared}
    return sorted((id for id in alike if alike[id] >= _LEAST_LIKENESS), key=lambda id: -alike[id])[:most]


def shown(reader: Any, ids: Iterable[int], words: Sequence[str], terms: Iterable[int] = ()) -> list[Somebody]:
    """Return the people with these ids in this order, as `reader` may see them; two statements."""
    ids = list(ids)
    people = User.objects.select_related("profile").in_bulk(ids)
    if not reader.is_authenticated:
        return [Somebody(people[id], marked(str(people[id]), words)) for id in ids if id in people]
    known = _known(ids, terms) if ids and terms else {}
    return [_somebody(people[id], words, known.get(id, [])) for id in ids if id in people]


def _somebody(person: User, words: Sequence[str], terms: list[Page]) -> Somebody:
    profile = getattr(person, "profile", None)
    department = marked(profile.department, words) if profile and profile.department else ()
    about = profile.about if profile else ""
    return Somebody(person, marked(str(person), words), department, about, terms)


def _to_be_told(reader: Any) -> QuerySet[User]:
    """Return the people of whom `reader` may know: what `/people/…/` answers to them."""
    if "read" not in rights_of(reader):
        return User.objects.none()
    people = User.objects.active()
    if reader.is_authenticated:
        return people
    return people.filter(Exists(Revision.objects.visible_to(reader).filter(by=OuterRef("pk"))))


def _called(reader: Any, asked: str) -> QuerySet[User]:
    return _to_be_told(reader).called(asked)


def _asked_about(terms: list[int]) -> QuerySet[Expertise]:
    """Return who can be asked about `terms` and is open to questions, by name: not who did most."""
    named = Expertise.objects.filter(_WILLING, term__in=terms, user__is_active=True)
    return _as_people(named, _KNOWS)


def _working_in(asked: str) -> QuerySet[Any]:
    """Return who works in a department with all words of `asked`."""
    words = SearchQuery(beginning_so(name_words(asked)), config="simple", search_type="raw")
    profile = User.objects.active().alias(words=NameWords("profile__department")).filter(words=words)
    return profile.exclude(profile__department="").annotate(way=Value(_WORKS), order=Lower("name"))


def _as_people(rows: QuerySet[Any], way: int) -> QuerySet[Any]:
    return User.objects.filter(pk__in=rows.values("user")).annotate(way=Value(way), order=Lower("name"))


def _terms_named(reader: Any, asked: str) -> list[int]:
    """Return the ids of terms with a name that begins as `asked`, or with all its words in their titles."""
    key = name_key(asked)
    with_words = RawSQL(_TERMS_WITH, [site_language(), readable_reaches(reader), fold(asked)])  # noqa: S611 (a constant)
    terms = Page.objects.visible_to(reader).of_kind(Page.Kind.TERM).values_list("pk", flat=True)
    begins = terms.filter(names__key__startswith=key).order_by()[:_MOST_TERMS]
    worded = terms.filter(pk__in=with_words).order_by()[:_MOST_TERMS]
    return [*begins.union(worded)] if key else []


def _known(ids: list[int], terms: Iterable[int]) -> dict[int, list[Page]]:
    """Return, for each person, those of `terms` that they can be asked about; one statement."""
    known: dict[int, list[Page]] = {}
    named = Expertise.objects.filter(_WILLING, user__in=ids, term__in=terms).select_related("term")
    for one in named.order_by("term__title_key", "pk"):
        known.setdefault(one.user_id, []).append(one.term)
    return known


def _likeness(asked: str, *names: str) -> float:
    return max(_alike(asked, " ".join(name_words(name))) for name in names)


def _alike(asked: str, name: str) -> float:
    """Return from 0 to 1 how much `asked` is like a name, or like one word of it."""
    return max(SequenceMatcher(None, one, asked).ratio() for one in [name, *name.split()])
