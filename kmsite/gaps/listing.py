"""What is missing, as querysets: each keeps what its reader may see, outside the trash and the archive."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, NamedTuple

from django.contrib.postgres.aggregates import BitOr
from django.db import connection
from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone

from kmsite.accounts.roles import rights_of
from kmsite.gaps.adding_up import READ_IN
from kmsite.gaps.models import NearTitles, ReadLately
from kmsite.pages.models import Link, Name, Page, PageTag
from kmsite.pages.reach import readable_reaches
from kmsite.search.fruitless import key_of, people_of
from kmsite.search.models import FruitlessSearch, SettledSearch

OLD = timedelta(days=365)
MEND = frozenset({"restore", "glossary"})
"""Rights of which each lets its holder see what nobody found, and mend it: those of editors and curators."""


class Fruitless(NamedTuple):
    """A question that found nothing: how often, and by about how many people."""

    key: str
    text: str
    times: int
    people: int
    finds_now: bool = False


class _Asked(NamedTuple):
    """A row of `fruitless`."""

    times: int
    key: str
    typed: str
    sketch: int


_NOBODY_FOUND = """
SELECT sum(asked.number)::bigint AS times, asked.key, max(asked.text), bit_or(asked.people)
FROM search_fruitlesssearch asked
WHERE asked.day > %(before)s AND NOT EXISTS (
    SELECT FROM search_settledsearch settled WHERE settled.key = asked.key
        AND (settled.outcome = 'unwanted' OR (settled.at AT TIME ZONE 'UTC')::date >= asked.day)
) AND NOT EXISTS (
    SELECT FROM pages_name named JOIN pages_page page ON page.id = named.page_id
    WHERE named.key = asked.name AND page.reach = ANY(%(reaches)s) AND page.trashed_at IS NULL
        AND page.merged_into_id IS NULL AND page.archived_at IS NULL
)
GROUP BY asked.key ORDER BY times DESC, asked.key LIMIT %(most)s
"""


def articles(user: Any) -> QuerySet[Page]:
    """Return the articles that `user` may read, outside the archive."""
    return Page.objects.visible_to(user).unarchived().of_kind(Page.Kind.ARTICLE).select_related("parent")


def wanted(user: Any) -> QuerySet[Link]:
    """Return what links ask for and no page answers: rows of `key` and `pages`, how many link there.

    A page that `user` may not see counts as none, as it does where the link is read.
    """
    nowhere = Q(target=None) | ~Q(target__reach__in=readable_reaches(user))  # a target is always live
    links = Link.objects.filter(nowhere, **_from_what_they_read(user))
    rows = links.order_by().values("key").annotate(pages=Count("source", distinct=True))
    return rows.values_list("pages", "key", named=True)


def orphaned(user: Any) -> QuerySet[Page]:
    """Return the articles that no other page links to."""
    linking = Link.objects.filter(target=OuterRef("pk"), **_from_what_they_read(user))
    return articles(user).filter(~Exists(linking.exclude(source=OuterRef("pk"))))


def dead_ends(user: Any) -> QuerySet[Page]:
    """Return the articles from which no link leads to another page."""
    leading = Link.objects.filter(source=OuterRef("pk"), target__reach__in=readable_reaches(user))
    return articles(user).filter(~Exists(leading.exclude(target=OuterRef("pk"))))


def unchanged(user: Any) -> QuerySet[Page]:
    """Return the articles that nobody has changed for a year."""
    return articles(user).filter(changed_at__lt=timezone.now() - OLD)


def untagged(user: Any) -> QuerySet[Page]:
    """Return the articles without a tag."""
    return articles(user).filter(~Exists(PageTag.objects.filter(content_object=OuterRef("pk"))))


def near_titles(user: Any) -> QuerySet[NearTitles]:
    """Return the pairs of pages with nearly the same title, both still titled as when that was found."""
    seen = _seen(user)
    pairs = NearTitles.objects.filter(one__in=seen, other__in=seen)
    pairs = pairs.filter(one__title_key=F("one_key"), other__title_key=F("other_key"))
    return pairs.select_related("one__parent", "other__parent")


def astray(user: Any) -> QuerySet[Page]:
    """Return the pages to which old addresses lead and which are no longer there themselves.

    They were merged into another page, or are in the trash, which only those see who bring pages back.
    """
    gone = ~Q(merged_into=None)
    if "restore" in rights_of(user):
        gone |= ~Q(trashed_at=None)
    merged = Page.objects.filter(merged_into=OuterRef("pk"))
    pages = Page.objects.readable_by(user).filter(gone)
    pages = pages.filter(Q(redirects__isnull=False) | Exists(merged))
    return pages.distinct().select_related("merged_into")


def most_read(user: Any) -> QuerySet[ReadLately]:
    """Return how often pages were read in 90 days: rows of `page_id` and `times`."""
    seen = {f"page__{name}": value for name, value in _readable(user).items()}
    return ReadLately.objects.filter(**seen).order_by().values_list("times", "page_id", named=True)


def least_read(user: Any) -> QuerySet[Page]:
    """Return the articles, each with how often it was read in 90 days as `times`.

    Their parents come in a statement of their own, or they would be joined to all articles before the sort.
    """
    pages = articles(user).select_related(None).prefetch_related("parent")
    return pages.annotate(times=Coalesce("read_lately__times", 0))


def unread(user: Any) -> QuerySet[Page]:
    """Return the articles that nobody has read in 90 days."""
    return articles(user).filter(read_lately=None)


def fruitless(user: Any) -> QuerySet[FruitlessSearch]:
    """Return the questions that found nothing: rows of `times`, `key`, `text` and `sketch`, for who mends it.

    Without those that were taken off the list, unless they were asked again on a later day, and without those
    that are a name of a page by now which `user` may read.
    """
    if not may_mend(user):
        return FruitlessSearch.objects.none().values_list("key", named=True)
    settled = SettledSearch.objects.filter(key=OuterRef("key")).annotate(on=TruncDate("at", tzinfo=_UTC))
    over = settled.filter(Q(outcome=SettledSearch.Outcome.UNWANTED) | Q(on__gte=OuterRef("day")))
    named = Name.objects.filter(key=OuterRef("name"), page__in=_seen(user))
    asked = FruitlessSearch.objects.filter(~Exists(over), ~Exists(named), day__gt=_first_day())
    rows = (
        asked.order_by()
        .values("key")
        .annotate(times=Sum("number"), sketch=BitOr("people"), typed=Max("text"))
    )
    return rows.values_list("times", "key", "typed", "sketch", named=True)


def is_known(text: str) -> bool:
    """Tell whether somebody searched for `text` and found nothing."""
    return FruitlessSearch.objects.filter(key=key_of(text)).exists()


def settled() -> QuerySet[SettledSearch]:
    """Return the questions that were taken off the list, with who did it."""
    return SettledSearch.objects.select_related("by", "page")


def nobody_found(user: Any, most: int) -> list[Fruitless]:
    """Return the `most` rows of `fruitless` that were asked most often; none to who may not mend it.

    One statement, two the first time that the rights of `user` are asked for. In plain SQL, because home asks
    this each time and a query set takes longer to put it into words than Postgres to answer.
    """
    if not may_mend(user):
        return []
    asked = {"before": _first_day(), "reaches": readable_reaches(user), "most": most}
    with connection.cursor() as cursor:
        cursor.execute(_NOBODY_FOUND, asked)
        return told([_Asked(*row) for row in cursor.fetchall()])


def told(rows: Sequence[Any]) -> list[Fruitless]:
    """Return rows of `fruitless` as people read them."""
    return [Fruitless(row.key, row.typed, row.times, min(people_of(row.sketch), row.times)) for row in rows]


def may_mend(user: Any) -> bool:
    """Tell whether `user` may see what nobody found, and make something of it."""
    return user.is_authenticated and bool(rights_of(user) & MEND)


_UTC = timezone.get_fixed_timezone(0)


def _seen(user: Any) -> QuerySet[Page]:
    """Return the pages of every kind that `user` may read, outside the archive."""
    return Page.objects.visible_to(user).unarchived().order_by()


def _from_what_they_read(user: Any) -> dict[str, Any]:
    """Return the conditions of links whose source `user` may read, outside the archive."""
    return {f"source__{name}": value for name, value in _readable(user).items()}


def _readable(user: Any) -> dict[str, Any]:
    """Return the conditions of pages that `user` may read, outside the archive."""
    return {
        "reach__in": readable_reaches(user),
        "trashed_at": None,
        "merged_into": None,
        "archived_at": None,
    }


def _first_day() -> Any:
    return timezone.now().date() - READ_IN
