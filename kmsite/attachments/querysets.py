"""Every read of attachments, chainable, in the field's words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models

from kmsite.pages.models import Page

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from kmsite.accounts.models import User


class AttachmentQuerySet(models.QuerySet):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Keep what hangs on live pages that `user` may read."""
        return self.filter(page__in=Page.objects.visible_to(user))

    def on(self, page: Page) -> Self:
        """Keep what hangs on `page`, the newest first, with what a list shows."""
        return self.filter(page_id=page.pk).select_related("blob", "by").order_by("-at", "-id")
