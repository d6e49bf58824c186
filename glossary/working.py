"""What there is to do in the glossary: lists for curators, each one indexed question."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from glossary import sourcing
from glossary.hints import WORDINGS
from glossary.models import Candidate, Claim, Definition, Finding, Source, Term
from kmsite.pages.models import Link, Page
from kmsite.pages.reach import readable_reaches

LONG = timedelta(days=30)
"""How long a draft may wait before it is work."""
LISTED = ("review", "approved")


@dataclass(frozen=True)
class Work:
    """One list: what it is called and why it matters, its rows and their order, how a row is shown."""

    name: str
    label: str | Promise
    why: str | Promise
    order: tuple[str, ...]
    find: Callable[[Any], QuerySet]
    row: str

    def rows(self, user: Any) -> QuerySet:
        """Return what is to do, as far as `user` may see it."""
        return self.find(user)


def of_steward(user: Any) -> QuerySet:
    """Return the terms that `user` looks after, those to be reviewed first."""
    return _terms(user).filter(steward=user).order_by(F("review_due").asc(nulls_last=True), "title_key", "pk")


def stewards_of(pages: Iterable[int]) -> dict[int, int]:
    """Return the steward (id) that each of `pages` (ids) names in its entry, where it names one."""
    return dict(Term.objects.filter(pk__in=pages, steward__isnull=False).values_list("pk", "steward"))


def lacks_of(pages: Iterable[int]) -> dict[str, tuple[str | Promise, set[int]]]:
    """Return which of `pages` (ids) are overdue for review, and which have a definition without a source."""
    terms = Term.objects.filter(pk__in=pages, status__in=LISTED)
    due = terms.filter(review_due__lt=timezone.localdate()).values_list("pk", flat=True)
    bare = Definition.objects.filter(term__in=terms, source=None).values_list("term", flat=True)
    return {"overdue": (_("Review overdue"), {*due}), "unsourced": (_("Without a source"), {*bare})}


def told_beside(rows: Iterable[Any], user: Any) -> None:
    """Give each row what it mentions, `told` in words and `others` as pages, with one query for all."""
    rows = list(rows)
    ids = {row.pk: _ids_beside(row) for row in rows}
    pages = Page.objects.visible_to(user).in_bulk({id for some in ids.values() for id in some})
    for row in rows:
        row.others = [pages[id] for id in ids[row.pk] if id in pages]
        row.told = [WORDINGS[key] for key in getattr(row, "about", []) if key in WORDINGS]


def _ids_beside(row: Any) -> list[int]:
    if isinstance(row, Candidate):
        return row.examples
    return [int(id) for id in getattr(row, "about", []) if id.isdecimal()]


def _terms(user: Any) -> QuerySet:
    return Term.objects.visible_to(user).select_related("domain")


def _without_definition(user: Any) -> QuerySet:
    house = Definition.objects.filter(term=OuterRef("pk"), is_house=True)
    return _terms(user).exclude(status=Term.Status.DEPRECATED).filter(~Exists(house))


def _without_source(user: Any) -> QuerySet:
    live = {"term__trashed_at": None, "term__merged_into": None, "term__reach__in": readable_reaches(user)}
    rows = Definition.objects.filter(source=None, **live).exclude(term__status=Term.Status.DEPRECATED)
    return rows.select_related("term")


def _incomplete(user: Any) -> QuerySet:
    return Source.objects.filter(sourcing.incomplete()).defer("archived_excerpt")


def _without_steward(user: Any) -> QuerySet:
    return _terms(user).filter(steward=None, status__in=LISTED)


def _overdue(user: Any) -> QuerySet:
    due = _terms(user).filter(status__in=LISTED, review_due__lt=timezone.localdate())
    return due.select_related("domain", "steward")


def _never_reviewed(user: Any) -> QuerySet:
    return _terms(user).filter(status__in=LISTED, review_due=None)


def _waiting(user: Any) -> QuerySet:
    return _terms(user).filter(status__in=["draft", "review"], changed_at__lt=timezone.now() - LONG)


def _found(kind: str) -> Callable[[Any], QuerySet]:
    """Return what finds the terms of a kind of finding that were not changed since."""

    def find(user: Any) -> QuerySet:
        rows = Finding.objects.filter(
            kind=kind,
            term__trashed_at=None,
            term__merged_into=None,
            term__reach__in=readable_reaches(user),
            term__changed_at__lte=F("at"),
        )
        return rows.select_related("term")

    return find


def _homonyms(user: Any) -> QuerySet:
    claims = Claim.objects.of_live_terms(user)
    elsewhere = claims.filter(key=OuterRef("key")).exclude(term=OuterRef("term"))
    return claims.filter(Exists(elsewhere)).select_related("term", "domain")


def _linked_by_hand(user: Any) -> QuerySet:
    rows = Link.objects.filter(
        target__term__status=Term.Status.DEPRECATED,
        source__trashed_at=None,
        source__merged_into=None,
        source__reach__in=readable_reaches(user),
    )
    return rows.exclude(source__kind=Term.KIND).select_related("source", "target")


def _candidates(user: Any) -> QuerySet:
    return Candidate.objects.filter(ignored_at=None)


def _ignored(user: Any) -> QuerySet:
    return Candidate.objects.exclude(ignored_at=None).select_related("ignored_by")


_BY_TITLE, _BY_ID = ("title_key", "id"), ("id",)
_TERM, _FINDING, _WORD = "term", "finding", "word"
WORK = {
    work.name: work
    for work in (
        Work(
            "undefined",
            _("No definition of ours"),
            _("Readers find a name and nothing that explains it."),
            _BY_TITLE,
            _without_definition,
            _TERM,
        ),
        Work(
            "unsourced",
            _("Definitions without a source"),
            _("Nobody can tell where they come from."),
            _BY_ID,
            _without_source,
            "definition",
        ),
        Work(
            "sources",
            _("Incomplete sources"),
            _("Something is missing by which they are found again."),
            _BY_ID,
            _incomplete,
            "source",
        ),
        Work(
            "stewardless", _("No steward"), _("Nobody looks after them."), _BY_TITLE, _without_steward, _TERM
        ),
        Work(
            "overdue",
            _("Review overdue"),
            _("The day on which they were to be looked at again has passed."),
            ("review_due", "id"),
            _overdue,
            _TERM,
        ),
        Work(
            "unplanned",
            _("No review planned"),
            _("They have no date on which somebody looks at them again."),
            _BY_TITLE,
            _never_reviewed,
            _TERM,
        ),
        Work(
            "waiting",
            _("Waiting for long"),
            _("Drafts and terms in review that nobody touched for a month."),
            ("changed_at", "id"),
            _waiting,
            _TERM,
        ),
        Work(
            "unused",
            _("Not used"),
            _("No article that everybody may read mentions them."),
            _BY_ID,
            _found("unused"),
            _FINDING,
        ),
        Work(
            "circular",
            _("Defined in a circle"),
            _("Of two terms each is defined by the other."),
            _BY_ID,
            _found("circular"),
            _FINDING,
        ),
        Work(
            "wording",
            _("Hints on the wording"),
            _("Definitions that repeat the term, are long, or have several sentences."),
            _BY_ID,
            _found("style"),
            _FINDING,
        ),
        Work(
            "homonyms",
            _("One name, two meanings"),
            _("A name of several terms: a link by it asks the reader which."),
            ("key", "id"),
            _homonyms,
            "claim",
        ),
        Work(
            "acronyms",
            _("Acronyms not yet defined"),
            _("They stand in several articles and in no entry."),
            ("-articles", "-id"),
            _candidates,
            _WORD,
        ),
        Work(
            "ignored",
            _("Acronyms that are ignored"),
            _("Somebody decided that they need no entry."),
            ("-articles", "-id"),
            _ignored,
            _WORD,
        ),
        Work(
            "linked",
            _("Deprecated, and linked by hand"),
            _("Articles that lead to a term which is no longer used."),
            _BY_ID,
            _linked_by_hand,
            "link",
        ),
    )
}
"""Every list by its name, in the order of the page."""
