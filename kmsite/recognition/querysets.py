"""Every read of thanks and receipts: chainable, in the field's words."""

from __future__ import annotations

from typing import Any, Self

from django.db import models

from kmsite.pages.reach import readable_reaches


class _OnAPage(models.QuerySet):
    """Rows that belong to a page, and are seen by whoever sees the page and the comment."""

    def visible_to(self, user: Any) -> Self:
        """Keep what stands on live pages that `user` may read, and on no deleted comment."""
        return self.filter(
            comment__deleted_at=None,
            page__trashed_at=None,
            page__merged_into=None,
            page__reach__in=readable_reaches(user),
        )

    def on(self, page: Any, comment: Any = None) -> Self:
        """Keep what is about `page` itself, or about `comment` on it."""
        return self.filter(page=page, comment=comment)


class ThanksQuerySet(_OnAPage):
    """Thanks."""

    def given_by(self, user: Any) -> Self:
        """Keep thanks that `user` gave."""
        return self.filter(by=user)

    def got_by(self, user: Any) -> Self:
        """Keep thanks that `user` got."""
        return self.filter(to=user)


class ReceiptQuerySet(_OnAPage):
    """Receipts."""

    def given_by(self, user: Any) -> Self:
        """Keep receipts that `user` gave."""
        return self.filter(by=user)
