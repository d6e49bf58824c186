"""What is derived from the text of a page, and can be made again at any time."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Value

from kmsite.pages.models.page import Page
from kmsite.pages.models.revision import Revision


class Rendering(models.Model):
    """A page's text as HTML with unlaid wiki links, its contents, and as plain text.

    `toc` is a list of {"level": 2, "id": "user-content-…", "text": "…"}.
    """

    page = models.OneToOneField(Page, models.CASCADE, primary_key=True)
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="+")
    html = models.TextField()
    toc = models.JSONField(default=list)
    text = models.TextField()
    #: The HTML of the texts in the entry of its kind, by the id of their part.
    parts = models.JSONField(default=dict, db_default=Value({}, models.JSONField()))
    #: The ids of the attachments that the text refers to.
    files = ArrayField(models.BigIntegerField(), default=list, db_default=[])

    class Meta:
        indexes = [GinIndex("files", name="rendering_by_file")]

    def __str__(self) -> str:
        return f"rendering of {self.page_id}"


class Shown(models.Model):
    """How often a page's frame changed; bumped last in the transaction by every writer that changes it."""

    page = models.OneToOneField(Page, models.CASCADE, primary_key=True)
    version = models.BigIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.page_id} shown {self.version}"


class SearchEntry(models.Model):
    """What search reads of a page: folded, weighted, with its reach copied beside it."""

    page = models.OneToOneField(Page, models.CASCADE, primary_key=True)
    reach = models.IntegerField()
    kind = models.CharField(max_length=12)
    changed_at = models.DateTimeField()
    is_archived = models.BooleanField(default=False, db_default=False)
    # The two tsvector columns, title and words, are added by SQL in the second migration.

    def __str__(self) -> str:
        return f"search entry of {self.page_id}"
