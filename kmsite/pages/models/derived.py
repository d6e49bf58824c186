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
    """What search reads of a page: folded words, and the facts that it is chosen and put in order by.

    Written by `kmsite.pages.index` only. Facts are copied, so that a search reads this narrow table alone.
    """

    page = models.OneToOneField(Page, models.CASCADE, primary_key=True)
    #: Of the page, or -2 where nobody finds it.
    reach = models.IntegerField()
    kind = models.CharField(max_length=12)
    changed_at = models.DateTimeField()
    is_archived = models.BooleanField(default=False, db_default=False)
    #: What the kind of the page calls its state, such as `approved`; empty for one that has none.
    status = models.CharField(max_length=12, default="", db_default="", db_collation="C")
    #: The text search configuration of Postgres that the words were read with.
    language = models.CharField(max_length=63, default="english", db_default="english", db_collation="C")
    #: The ids of tags.
    tags = ArrayField(models.BigIntegerField(), default=list, db_default=[])
    #: The id of the article at the top that it stands below, or is.
    section = models.BigIntegerField(null=True)
    #: The ids of the communities that it stands in, is, or is looked after by.
    communities = ArrayField(models.BigIntegerField(), default=list, db_default=[])
    #: The ids of the people who wrote revisions, the latest forty.
    people = ArrayField(models.BigIntegerField(), default=list, db_default=[])
    #: What speaks for the page whatever is asked: trust, use and freshness, from 0 to 1.
    prior = models.FloatField(default=0.0, db_default=0.0)
    #: Whether its prior is among the greatest; the words of these pages have an index of their own.
    is_foremost = models.BooleanField(default=False, db_default=False)
    # The two tsvector columns, title and words, are added by SQL in migration 2, room to move them out in 22.

    def __str__(self) -> str:
        return f"search entry of {self.page_id}"


class StaleEntry(models.Model):
    """A page whose search entry waits to be written anew: after a tag was renamed, or in a rebuild."""

    page = models.OneToOneField(Page, models.CASCADE, primary_key=True)

    def __str__(self) -> str:
        return f"entry of {self.page_id} waits"


class IndexState(models.Model):
    """For what the search index was made whole, and is being made: one row, with the number 1."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    #: The form of the index and the language of the site; empty until it was whole once.
    made_for = models.CharField(max_length=80, default="", db_default="")
    #: The same of a rebuild that is under way; empty when there is none.
    making_for = models.CharField(max_length=80, default="", db_default="")
    #: From which prior on pages are foremost; null where none is.
    foremost_from = models.FloatField(null=True)

    def __str__(self) -> str:
        return f"index for {self.made_for}"
