"""Tags and which page carries which."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.models import ItemBase, TagBase

from kmsite.pages.querysets import TagQuerySet


class Tag(TagBase):
    """A tag; `key` is its name folded, so that Red and red are one."""

    key = models.CharField(max_length=100, unique=True, db_collation="C")
    description = models.CharField(_("description"), max_length=500, blank=True, default="", db_default="")
    #: The tag that stands for this one, which no page carries: it was merged, or is a former name.
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")

    objects = TagQuerySet.as_manager()

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/tags/{self.slug}/"


class PageTag(ItemBase):
    """A tag on a page. Written by `tagging` only: taggit's own doors are for reading."""

    content_object = models.ForeignKey("Page", models.CASCADE, related_name="page_tags", db_index=False)
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="page_tags")

    class Meta:
        constraints = [models.UniqueConstraint("content_object", "tag", name="a_page_has_a_tag_once")]

    def __str__(self) -> str:
        return f"{self.tag} on {self.content_object}"
