"""Every read of communities, members, discussions and events: chainable, in the field's words."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Self

from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Left

from communities.events.meeting import LONGEST
from kmsite.pages.querysets import PageQuerySet

LONGEST_OPENING = 220
"""Characters of a text that a list shows."""


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


class HoldingQuerySet(models.QuerySet):
    """Roles that members hold, or held."""

    def of_community(self, community: Any) -> Self:
        """Keep roles in `community`."""
        return self.filter(membership__community=community.pk)

    def in_force(self, day: date) -> Self:
        """Keep roles that give their rights on `day`: begun, neither ended nor run out, of members."""
        running = Q(until=None) | Q(until__gte=day)
        return self.filter(running, since__lte=day, ended_at=None, membership__left_at=None)

    def to_come(self, day: date) -> Self:
        """Keep roles that begin after `day`."""
        return self.filter(since__gt=day, ended_at=None, membership__left_at=None)

    def over(self, day: date) -> Self:
        """Keep roles that were ended, or ran out before `day`."""
        return self.filter(Q(ended_at__isnull=False) | Q(until__lt=day))


class AdmissionQuerySet(models.QuerySet):
    """Requests to join, and invitations."""

    def waiting(self) -> Self:
        """Keep those that nobody has decided."""
        return self.filter(decided_at=None)

    def requests(self) -> Self:
        """Keep requests."""
        return self.filter(kind="request")

    def invitations(self) -> Self:
        """Keep invitations."""
        return self.filter(kind="invitation")


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

    def unsettled(self) -> Self:
        """Keep what is open, or needs more information."""
        return self.filter(state__in=("open", "unclear"))

    def answered(self) -> Self:
        """Keep what has its answer."""
        return self.filter(state="answered")

    def ideas(self) -> Self:
        """Keep ideas."""
        return self.filter(sort="idea")

    def announcements(self) -> Self:
        """Keep announcements, shown now or not."""
        return self.filter(sort="announcement")

    def about(self, term: Any) -> Self:
        """Keep discussions about `term`."""
        return self.filter(subjects__term=term)

    def as_listed(self) -> Self:
        """Fetch what a list shows of each: who asked where, how it begins, who has it too, tags and terms."""
        same = self.model._meta.get_field("same_here").related_model.objects
        counted = same.filter(discussion=OuterRef("pk")).values("discussion").annotate(n=Count("pk"))
        opening = Left("rendering__text", LONGEST_OPENING)
        rows = self.select_related("asker", "parent").prefetch_related("tags", "subjects__term")
        return rows.annotate(opening=opening, same=Coalesce(Subquery(counted.values("n")), 0))

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
        begun = moment - LONGEST  # bounds the index by time: nothing lasts longer
        return self.filter(ends_at__gte=moment, starts_at__gte=begun).order_by("starts_at", "page_id")

    def over_at(self, moment: datetime) -> Self:
        """Keep events that are over at `moment`, the last one first."""
        return self.filter(ends_at__lt=moment, starts_at__lt=moment).order_by("-starts_at", "-page_id")
