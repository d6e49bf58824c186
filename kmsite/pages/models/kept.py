"""What somebody is writing and has not saved, and who is writing just now."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kmsite.pages.models.page import Page
from kmsite.pages.querysets import KeptDraftQuerySet, PresenceQuerySet


class KeptDraft(models.Model):
    """A text that somebody is writing, or that was sent and not saved: then `reason` says why.

    One form is one row, so that two tabs do not overwrite one another. A text that was sent without being
    signed in has no owner and waits for whoever holds the secret of `claim` (its SHA-256 in hexadecimal).
    """

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="kept_drafts", db_index=False
    )
    #: The key of the form it was written in.
    form = models.CharField(max_length=64)
    #: The page that it changes; empty for a new one.
    page = models.ForeignKey(Page, models.SET_NULL, null=True, related_name="kept_drafts")
    kind = models.CharField(max_length=12, choices=Page.Kind, default=Page.Kind.ARTICLE)
    #: The number of the revision that it started from.
    base = models.PositiveIntegerField(null=True)
    #: What stands in the form, by the names of its fields.
    fields = models.JSONField(default=dict)
    reason = models.CharField(max_length=300, blank=True)
    claim = models.CharField(max_length=64, blank=True)
    began_at = models.DateTimeField()
    at = models.DateTimeField(_("time"))

    objects = KeptDraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        constraints = [
            models.UniqueConstraint(
                "owner", "form", condition=Q(owner__isnull=False), name="a_person_keeps_a_form_once"
            ),
            models.UniqueConstraint("claim", condition=~Q(claim=""), name="a_claim_opens_one_draft"),
        ]
        indexes = [
            models.Index("owner", F("at").desc(), name="draft_by_owner_and_time"),
            models.Index("at", condition=Q(owner=None), name="draft_of_nobody_by_time"),
        ]

    def __str__(self) -> str:
        return f"draft of {self.owner_id} on {self.page_id}"


class Presence(models.Model):
    """Somebody who has a page open in the editor: since when, and when they were heard of last."""

    page = models.ForeignKey(Page, models.CASCADE, related_name="editors_now", db_index=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="editing_now", db_index=False
    )
    since = models.DateTimeField()
    seen = models.DateTimeField()

    objects = PresenceQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("page", "user", name="a_person_edits_a_page_once")]

    def __str__(self) -> str:
        return f"{self.user_id} edits {self.page_id}"
