"""Every read of attachments and blobs, chainable, in the field's words; and which pages use a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Count, Exists, Func, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from kmsite.pages.models import Page

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from kmsite.accounts.models import User
    from kmsite.attachments.models import Attachment
    from kmsite.pages.querysets import PageQuerySet

_THIS_FILE = Func(
    OuterRef("pk"), template="ARRAY[%(expressions)s]", output_field=ArrayField(models.BigIntegerField())
)


def pages_with(attachment: Attachment) -> PageQuerySet:
    """Return the pages whose present text refers to `attachment`, those in the trash included."""
    return Page.objects.filter(merged_into=None, rendering__files__contains=[attachment.pk])


class AttachmentQuerySet(models.QuerySet):
    """Attachments."""

    def kept(self) -> Self:
        """Keep those that nobody has removed."""
        return self.filter(removed_at=None)

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Keep what hangs on live pages that `user` may read."""
        return self.kept().filter(page__in=Page.objects.visible_to(user))

    def shown_to(self, user: User | AnonymousUser) -> Self:
        """Keep what `user` may open: also a removed file that a text which they may read still shows."""
        pages = Page.objects.visible_to(user)
        used = Exists(pages.filter(rendering__files__contains=_THIS_FILE))
        return self.filter(Q(removed_at=None) | used, page__in=pages)

    def unused(self) -> Self:
        """Keep what no present text refers to, not even one in the trash."""
        return self.exclude(
            Exists(Page.objects.filter(merged_into=None, rendering__files__contains=_THIS_FILE))
        )

    def on(self, page: Page) -> Self:
        """Keep what hangs on `page`, with what a list shows."""
        return self.kept().filter(page_id=page.pk).select_related("blob", "by")

    def with_uses_for(self, user: User | AnonymousUser) -> Self:
        """Count as `uses` the pages that `user` may read and whose present text refers to the file."""
        using = Page.objects.visible_to(user).filter(rendering__files__contains=_THIS_FILE)
        counted = using.order_by().values("merged_into").annotate(uses=Count("pk")).values("uses")
        return self.annotate(uses=Coalesce(Subquery(counted), 0))


class BlobQuerySet(models.QuerySet):
    """Blobs."""

    def without_versions(self) -> Self:
        """Keep what no version of any file refers to."""
        return self.filter(versions=None, attachments=None)
