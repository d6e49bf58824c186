"""The shelf: ordered collections of what is worth keeping at hand, each thing with a sentence why."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from communities.models.community import Community
from kmsite.attachments.models import Attachment
from kmsite.pages.models import Page


class Collection(models.Model):
    """An ordered collection, which can be read as a series and printed as one document."""

    community = models.ForeignKey(Community, models.CASCADE, related_name="collections", db_index=False)
    title = models.CharField(_("title"), max_length=200)
    intro = models.CharField(_("what it is for"), max_length=500, blank=True)
    position = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("collection")
        verbose_name_plural = _("collections")
        indexes = [models.Index("community", "position", "id", name="collection_by_community")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/shelves/{self.pk}/"


class ShelfItem(models.Model):
    """One thing in a collection: a page, a file or a link, never more than one of them."""

    collection = models.ForeignKey(Collection, models.CASCADE, related_name="items", db_index=False)
    position = models.PositiveIntegerField(default=0)
    page = models.ForeignKey(Page, models.CASCADE, null=True, related_name="shelved")
    file = models.ForeignKey(Attachment, models.CASCADE, null=True, related_name="shelved")
    url = models.CharField(_("link"), max_length=1000, blank=True)
    #: What a link is called; pages and files have names of their own.
    title = models.CharField(_("title"), max_length=200, blank=True)
    why = models.CharField(_("why"), max_length=300)

    class Meta:
        verbose_name = _("item of a collection")
        verbose_name_plural = _("items of collections")
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(page__isnull=False, file=None, url="")
                    | Q(page=None, file__isnull=False, url="")
                    | Q(page=None, file=None) & ~Q(url="")
                ),
                name="an_item_is_one_thing",
            ),
        ]
        indexes = [models.Index("collection", "position", "id", name="item_by_collection")]

    def __str__(self) -> str:
        return self.title or str(self.page_id or self.file_id)
