"""What was attached: a blob is bytes kept once, an attachment is a blob on a page under a name."""

from __future__ import annotations

from urllib.parse import quote

from django.conf import settings
from django.db import models

from kmsite.attachments.querysets import AttachmentQuerySet
from kmsite.pages.models import Page


class Blob(models.Model):
    """Bytes kept once under their sha256 (64 hexadecimal digits); `type` was decided by reading them."""

    sha256 = models.CharField(max_length=64, primary_key=True, db_collation="C")
    size = models.PositiveBigIntegerField()
    type = models.CharField(max_length=40)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.sha256


class Attachment(models.Model):
    """A blob on a page. Its address holds the id, never the hash; it stays while history refers to it."""

    page = models.ForeignKey(Page, models.CASCADE, related_name="attachments")
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="attachments")
    name = models.CharField(max_length=200)
    description = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="attachments")
    at = models.DateTimeField(auto_now_add=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("page", "blob", name="a_page_has_a_blob_once"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/files/{self.pk}/{quote(self.name, safe='')}"

    @property
    def is_image(self) -> bool:
        return self.blob.type.startswith("image/")

    @property
    def markdown(self) -> str:
        """Return the Markdown that shows this image, or links to this file."""
        label = self.description or self.name
        for sign in "\\[]":
            label = label.replace(sign, f"\\{sign}")
        return f"{'!' if self.is_image else ''}[{label}]({self.get_absolute_url()})"
