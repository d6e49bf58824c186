"""Every read of comments, notices and reports: chainable, in the field's words."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery, Window
from django.db.models.functions import Coalesce, RowNumber

from kmsite.pages.models import Page
from kmsite.pages.reach import readable_reaches

OF_RECOGNITION = ("thanked", "used")
"""Kinds of notices that nobody sees where recognition is off."""


class _OfAPage(models.QuerySet):
    """Rows that belong to a page, and are seen by whoever sees the page."""

    def visible_to(self, user: Any) -> Self:
        """Keep what stands on live pages that `user` may read."""
        return self.filter(
            page__trashed_at=None, page__merged_into=None, page__reach__in=readable_reaches(user)
        )


class CommentQuerySet(_OfAPage):
    """Comments."""

    def on(self, page: Any) -> Self:
        """Keep comments on `page`."""
        return self.filter(page=page)

    def standing(self) -> Self:
        """Keep comments that were not deleted."""
        return self.filter(deleted_at=None)

    def threads(self) -> Self:
        """Keep comments that began a thread."""
        return self.filter(thread=None)

    def unresolved(self) -> Self:
        """Keep threads that nobody has resolved."""
        return self.filter(thread=None, resolved_at=None)

    def with_words(self) -> Self:
        """Keep threads in which something is still said: not all of it was deleted."""
        replies = self.model.objects.filter(thread=OuterRef("pk"), deleted_at=None)
        return self.filter(Q(deleted_at=None) | Exists(replies))

    def with_answers(self) -> Self:
        """Count the standing replies to each thread as `answers`."""
        replies = self.model.objects.filter(thread=OuterRef("pk"), deleted_at=None).order_by()
        counted = replies.values("thread").values_list(Count("pk"))
        return self.annotate(answers=Coalesce(Subquery(counted), 0))

    def last_in_thread(self, most: int) -> Self:
        """Keep the last `most` replies of each thread, and say how many there are as `all_replies`."""
        newest = Window(RowNumber(), partition_by=F("thread"), order_by=[F("at").desc(), F("id").desc()])
        counted = Window(Count("pk"), partition_by=F("thread"))
        return self.annotate(all_replies=counted, from_last=newest).filter(from_last__lte=most)

    def in_order(self) -> Self:
        """Order by time, the oldest first, with the people it tells of in the same statement."""
        return self.with_people().order_by("at", "id")

    def with_people(self) -> Self:
        """Fetch who wrote, deleted and resolved it in the same statement."""
        return self.select_related("by", "deleted_by", "resolved_by")

    def recent(self) -> Self:
        """Order by time, the newest first, with page and writer in the same statement."""
        return self.select_related("page", "by").order_by("-at", "-id")


class NoticeQuerySet(models.QuerySet):
    """Notices."""

    def of(self, user: Any) -> Self:
        """Keep what `user` is told, as far as they may read the page that it is about."""
        # Not a join: its rows are guessed to be few, and then all that somebody was ever told is sorted.
        readable = Exists(Page.objects.visible_to(user).filter(pk=OuterRef("page")))
        told = self.filter(readable | Q(page=None), user=user)
        return told if settings.RECOGNITION else told.exclude(kind__in=OF_RECOGNITION)

    def unseen(self) -> Self:
        """Keep those that were not looked at."""
        return self.filter(seen_at=None)

    def newest_first(self) -> Self:
        """Order by time, the newest first, with whom and what they are about in the same statement."""
        return self.select_related("by", "page", "comment").order_by("-at", "-id")


class ReportQuerySet(_OfAPage):
    """Reports."""

    def waiting(self) -> Self:
        """Keep those that nobody has decided, the oldest first."""
        return self.filter(decided_at=None).order_by("at", "id")

    def decided(self) -> Self:
        """Keep those that were decided, the last one first."""
        return self.exclude(decided_at=None).order_by("-decided_at", "-id")
