"""Every read of the glossary, chainable, in its words."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Q

from kmsite.pages.querysets import PageQuerySet


class TermQuerySet(PageQuerySet):
    """Terms. What a person may see starts with `visible_to`."""

    def listed(self) -> Self:
        """Keep terms that lists show: neither drafts nor deprecated ones."""
        return self.filter(status__in=["review", "approved"])

    def approved(self) -> Self:
        """Keep terms that a curator has approved."""
        return self.filter(status="approved")

    def of_domain(self, domain: Any) -> Self:
        """Keep the terms of one domain."""
        return self.filter(domain=domain)


class ProposalQuerySet(models.QuerySet):
    """Proposals. Their proposer and the curators see them, nobody else."""

    def visible_to(self, user: Any, *, is_curator: bool) -> Self:
        """Keep those that `user` may see."""
        live = Q(term=None) | Q(term__trashed_at=None, term__merged_into=None)
        return self.filter(live) if is_curator else self.filter(live, by=user)

    def open(self) -> Self:
        """Keep those that wait for a decision."""
        return self.filter(state="open")

    def newest_first(self) -> Self:
        """Order by time, the newest first."""
        return self.order_by("-at", "-id")
