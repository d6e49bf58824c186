"""What was attached: blobs are bytes kept once, attachments files of pages, versions what they were once."""

from __future__ import annotations

from urllib.parse import quote

from django.conf import settings
from django.db import models
from django.db.models import Q

from kmsite.attachments.querysets import AttachmentQuerySet, BlobQuerySet
from kmsite.attachments.sniffing import RASTER_FORMATS
from kmsite.attachments.widths import LIST_WIDTH, PAGE_WIDTH
from kmsite.pages.models import Page


class Blob(models.Model):
    """Bytes kept once under their sha256 (64 hexadecimal digits); `type` was decided by reading them.

    Raster images have a size in pixels and a number of frames. `unused_since` is when a collector first found
    that no version refers to them.
    """

    sha256 = models.CharField(max_length=64, primary_key=True, db_collation="C")
    size = models.PositiveBigIntegerField()
    type = models.CharField(max_length=40)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    frames = models.PositiveIntegerField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    unused_since = models.DateTimeField(null=True)

    objects = BlobQuerySet.as_manager()

    def __str__(self) -> str:
        return self.sha256

    @property
    def is_image(self) -> bool:
        return self.type.startswith("image/")

    @property
    def is_raster(self) -> bool:
        return self.type in RASTER_FORMATS


class Attachment(models.Model):
    """A file of a page. Its address holds the id and never changes; `blob` is that of its newest version.

    `by` and `at` tell who attached it first. A removed one stays while a text still shows it.
    """

    page = models.ForeignKey(Page, models.CASCADE, related_name="attachments", db_index=False)
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="attachments")
    number = models.PositiveIntegerField(default=1)
    name = models.CharField(max_length=200)
    description = models.CharField(max_length=300, blank=True)
    #: The image tells nothing that the text does not: whoever cannot see it misses nothing.
    is_decorative = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="attachments")
    at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index("page", "at", "id", name="attachment_of_page_by_time"),
            models.Index("removed_at", condition=~Q(removed_at=None), name="attachment_removed"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/files/{self.pk}/{self.quoted_name}"

    @property
    def quoted_name(self) -> str:
        return quote(self.name, safe="")

    @property
    def about_url(self) -> str:
        """Return the address of the page that tells about the file."""
        return f"/files/{self.pk}/"

    @property
    def is_image(self) -> bool:
        return self.blob.is_image

    @property
    def is_told(self) -> bool:
        """Say whether somebody who cannot see it knows what it shows, or that it shows nothing."""
        return not self.is_image or self.is_decorative or bool(self.description)

    @property
    def medium_url(self) -> str:
        """Return the address of a copy that is large enough for a page, or of the image itself."""
        return self.url_at(PAGE_WIDTH)

    @property
    def thumbnail_url(self) -> str:
        """Return the address of a copy that is large enough for a list, or of the image itself."""
        return self.url_at(LIST_WIDTH)

    def url_at(self, width: int) -> str:
        """Return the address of a copy of this width, or of the image itself when that is no wider."""
        is_wider = self.blob.is_raster and self.blob.width and self.blob.width > width
        return f"/files/{self.pk}/w{width}/{self.quoted_name}" if is_wider else self.get_absolute_url()

    @property
    def markdown(self) -> str:
        """Return the Markdown that shows this image, or links to this file."""
        label = "" if self.is_image and self.is_decorative else self.description or self.name
        for sign in "\\[]":
            label = label.replace(sign, f"\\{sign}")
        return f"{'!' if self.is_image else ''}[{label}]({self.get_absolute_url()})"


class Version(models.Model):
    """What a file was from a moment on, numbered from 1; a restored one is a new one with an old blob."""

    attachment = models.ForeignKey(Attachment, models.CASCADE, related_name="versions", db_index=False)
    number = models.PositiveIntegerField()
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="versions")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("attachment", "number", name="versions_of_a_file_are_numbered"),
        ]

    def __str__(self) -> str:
        return f"{self.attachment_id} ({self.number})"

    def get_absolute_url(self) -> str:
        return f"/files/{self.attachment_id}/v{self.number}/{self.attachment.quoted_name}"
