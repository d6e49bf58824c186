"""Every read of the glossary, chainable, in its words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self

from django.db import models
from django.db.models import Count, Q

from kmsite.pages.querysets import PageQuerySet
from kmsite.pages.reach import PUBLIC, readable_reaches


class Cardinality(models.Func):
    """How many elements an array has."""

    function = "cardinality"
    output_field = models.IntegerField()


class IsAmong(models.Func):
    """Whether a value is an element of an array; asked this way, an index of the value serves."""

    template = "%(expressions)s)"
    arg_joiner = " = ANY("
    output_field = models.BooleanField()


class TermQuerySet(PageQuerySet):
    """Terms. What a person may see starts with `visible_to`."""

    def listed(self) -> Self:
        """Keep terms that lists show: neither drafts nor deprecated ones."""
        return self.filter(status__in=["review", "approved"])

    def approved(self) -> Self:
        """Keep terms that a curator has approved."""
        return self.filter(status="approved")

    def with_public_card(self) -> Self:
        """Keep what a stranger may see of a closed site: approved terms that a curator made shareable."""
        return self.live().unarchived().approved().filter(is_shareable=True, reach=PUBLIC)

    def of_domain(self, domain: Any) -> Self:
        """Keep the terms of one domain."""
        return self.filter(domain=domain)


class DomainQuerySet(models.QuerySet):
    """Domains."""

    def with_terms_counted(self, user: Any) -> Self:
        """Count the terms of each that lists show to `user`, as `terms_listed`."""
        seen = Q(
            terms__status__in=["review", "approved"],
            terms__trashed_at=None,
            terms__merged_into=None,
            terms__reach__in=readable_reaches(user),
        )
        return self.annotate(terms_listed=Count("terms", filter=seen))


class ClaimQuerySet(models.QuerySet):
    """Names under which terms stand in lists."""

    def of_live_terms(self, user: Any) -> Self:
        """Keep names of terms that `user` may see."""
        readable = readable_reaches(user)
        return self.filter(term__trashed_at=None, term__merged_into=None, term__reach__in=readable)

    def shown(self) -> Self:
        """Keep names that are shown: hidden ones are for search only."""
        return self.exclude(kind="hidden")

    def shown_to(self, user: Any) -> Self:
        """Keep names that a list shows to `user`."""
        return self.of_live_terms(user).shown()

    def of_statuses(self, statuses: Iterable[str]) -> Self:
        """Keep names of terms in one of these states."""
        return self.filter(term__status__in=[*statuses])

    def of_domain(self, domain: Any) -> Self:
        """Keep names of terms of one domain."""
        return self.filter(domain=domain)

    def within(self, ranges: Iterable[tuple[str, str]]) -> Self:
        """Keep names whose key is in one of `ranges`, each from its first to before its second."""
        wanted = Q()
        for first, after in ranges:
            wanted |= Q(key__gte=first, key__lt=after)
        return self.filter(wanted)


class ProposalQuerySet(models.QuerySet):
    """Proposals. Their proposer and the curators see them, nobody else."""

    def visible_to(self, user: Any, *, is_curator: bool) -> Self:
        """Keep those that `user` may see: all of them for a curator, one's own for everybody else."""
        return self.all() if is_curator else self.filter(by=user)

    def open(self) -> Self:
        """Keep those that wait for a decision."""
        return self.filter(state="open")

    def with_news(self) -> Self:
        """Keep those that were decided, and whose proposers have not said that they know."""
        return self.filter(state__in=["accepted", "declined"], seen_at=None)

    def with_people(self) -> Self:
        """Fetch the term and those who proposed and decided in the same statement."""
        return self.select_related("term", "by", "decided_by")

    def newest_first(self) -> Self:
        """Order by time, the newest first."""
        return self.order_by("-at", "-id")


class ComparisonQuerySet(models.QuerySet):
    """Comparisons that somebody wrote."""

    def written(self) -> Self:
        """Keep those that say something, with their current version and who wrote it."""
        return self.exclude(current=None).select_related("current__by")

    def about(self, term: Any) -> Self:
        """Keep those that compare `term` with others."""
        return self.filter(terms__contains=[term.pk])

    def between(self, terms: Any) -> Self:
        """Keep the one that compares exactly `terms`."""
        return self.filter(terms=sorted(term.pk for term in terms))

    def between_live(self, terms: TermQuerySet) -> Self:
        """Keep those of which all terms are among `terms`."""
        there = (
            terms.filter(IsAmong(models.F("pk"), models.OuterRef("terms")))
            .order_by()
            .values("kind")
            .annotate(count=models.Count("pk"))
        )
        return self.annotate(there=models.Subquery(there.values("count"))).filter(there=Cardinality("terms"))
