"""The ledger: what was done to pages besides saving them, append-only, written with the deed itself."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from kmsite.pages.models.page import Page
from kmsite.pages.querysets import LedgerQuerySet


class LedgerEntry(models.Model):
    """One deed. `about` says what the verb needs: plain JSON, no text of a page; ids rather than titles."""

    class Verb(models.TextChoices):
        RENAMED = "renamed", _("renamed")
        MOVED = "moved", _("moved")
        REORDERED = "reordered", _("put its pages in order")
        MERGED = "merged", _("merged another page into it")
        TRASHED = "trashed", _("put it into the trash")
        RESTORED = "restored", _("took it out of the trash")
        PURGED = "purged", _("deleted it for good")
        ARCHIVED = "archived", _("archived it")
        UNARCHIVED = "unarchived", _("took it out of the archive")
        AUDIENCE = "audience", _("changed who may read it")
        SECRET_REMOVED = "secret", _("removed a secret from its history")
        FILE_REPLACED = "file_replaced", _("replaced a file")
        FILE_REMOVED = "file_removed", _("removed a file")
        AUDIENCE_MADE = "audience_made", _("made an audience")
        AUDIENCE_RENAMED = "audience_renamed", _("renamed an audience")
        AUDIENCE_DELETED = "audience_deleted", _("deleted an audience")
        MEMBER_ADDED = "member_added", _("added somebody to an audience")
        MEMBER_REMOVED = "member_removed", _("took somebody out of an audience")

    at = models.DateTimeField(_("time"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="deeds", db_index=False
    )
    verb = models.CharField(max_length=24, choices=Verb)
    #: Empty once the page was purged, and for deeds that concern no page.
    page = models.ForeignKey(Page, models.SET_NULL, null=True, related_name="deeds", db_index=False)
    about = models.JSONField(default=dict)

    objects = LedgerQuerySet.as_manager()

    class Meta:
        verbose_name = _("ledger entry")
        verbose_name_plural = _("ledger entries")
        indexes = [
            models.Index(F("at").desc(), F("id").desc(), name="ledger_by_time"),
            models.Index("page", F("at").desc(), F("id").desc(), name="ledger_by_page_and_time"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.page_id}"
