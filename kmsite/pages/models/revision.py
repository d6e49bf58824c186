"""The revision: what a page said once, for ever."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kmsite.pages.models.page import Page
from kmsite.pages.querysets import RevisionQuerySet


class Revision(models.Model):
    """What a page said once, for ever. `structure` holds what is versioned beside the body."""

    page = models.ForeignKey(Page, models.PROTECT, related_name="revisions", db_index=False)
    number = models.PositiveIntegerField(_("number"))
    #: The revision that the writer started from; older than the one before when texts were merged.
    base = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="revisions", db_index=False
    )
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    at = models.DateTimeField(_("time"))
    summary = models.CharField(_("edit summary"), max_length=300, blank=True)
    minor = models.BooleanField(_("minor edit"), default=False)
    title = models.CharField(_("title"), max_length=200)
    body = models.TextField(_("text"))
    structure = models.JSONField(default=dict)
    #: Of the body in UTF-8, in hexadecimal.
    sha256 = models.CharField(max_length=64)
    #: When a secret was taken out of it for good; the ledger says by whom and why.
    removed_at = models.DateTimeField(null=True, blank=True)
    #: Chosen by the form: one person's form with one key is saved once.
    key = models.CharField(max_length=64, blank=True)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        constraints = [
            models.UniqueConstraint("page", "number", name="revisions_of_a_page_are_numbered"),
            models.UniqueConstraint("by", "key", condition=~Q(key=""), name="a_form_is_saved_once"),
        ]
        indexes = [
            models.Index(F("at").desc(), F("id").desc(), name="revision_by_time"),
            models.Index("by", F("at").desc(), F("id").desc(), name="revision_by_person_and_time"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"
