"""Every read of communities, members, discussions and events: chainable, in the field's words."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q

from kmsite.pages.querysets import PageQuerySet


class CommunityQuerySet(PageQuerySet):
    """Communities."""

    def of_member(self, user: Any) -> Self:
        """Keep communities that `user` belongs to."""
        return self.filter(memberships__user=user, memberships__left_at=None)


class MembershipQuerySet(models.QuerySet):
    """Memberships."""

    def current(self) -> Self:
        """Keep members who have not left, and whose account is open."""
        return self.filter(left_at=None, user__is_active=True)


class DiscussionQuerySet(PageQuerySet):
    """Discussions."""

    def in_community(self, community: Any) -> Self:
        """Keep discussions of `community`; those of no community if that is None."""
        return self.filter(parent=community and community.pk)

    def questions(self) -> Self:
        """Keep questions."""
        return self.filter(sort="question")

    def waiting(self) -> Self:
        """Keep what waits for a reply: open, and nobody but the asker has said anything."""
        return self.filter(state="open", replies=0)

    def shown_on(self, day: date) -> Self:
        """Keep announcements that stand on the home of their community on `day`."""
        begun = Q(shown_from=None) | Q(shown_from__lte=day)
        return self.filter(begun, Q(shown_until=None) | Q(shown_until__gte=day), sort="announcement")


class EventQuerySet(PageQuerySet):
    """Events."""

    def in_community(self, community: Any) -> Self:
        """Keep events of `community`."""
        return self.filter(parent=community.pk)

    def ending_after(self, moment: datetime) -> Self:
        """Keep events that are not over at `moment`, the next one first."""
        return self.filter(ends_at__gte=moment).order_by("starts_at", "page_id")

    def over_at(self, moment: datetime) -> Self:
        """Keep events that are over at `moment`, the last one first."""
        return self.filter(ends_at__lt=moment).order_by("-starts_at", "-page_id")
