"""Reading rounds."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone


class RoundQuerySet(QuerySet):
    """Rounds of a community, or of the organisation (None)."""

    def of(self, community: Any) -> RoundQuerySet:
        """Return the rounds of `community`, the latest first; of the organisation when it is None."""
        return self.filter(community=community).order_by("-number")

    def closed(self) -> RoundQuerySet:
        """Return the rounds that are closed: only of these is anything told."""
        return self.exclude(closed_at=None)

    def taking_answers(self) -> RoundQuerySet:
        """Return the rounds in which somebody may answer now."""
        return self.filter(closed_at=None, closes_at__gt=timezone.now())

    def overdue(self) -> RoundQuerySet:
        """Return the rounds whose time is over and that nobody closed."""
        return self.filter(closed_at=None, closes_at__lte=timezone.now())
