"""The ledger: all that people did, append-only, each row written in the transaction of the deed itself."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kmsite.pages.models.page import Page
from kmsite.pages.models.revision import Revision
from kmsite.pages.querysets import LedgerQuerySet


class LedgerEntry(models.Model):
    """One deed. `about` says what the verb needs: plain JSON, no text of a page; ids rather than titles."""

    class Verb(models.TextChoices):
        CREATED = "created", _("wrote it")
        REVISED = "revised", _("changed it")
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
        FILE_ADDED = "file_added", _("added a file")
        FILE_REPLACED = "file_replaced", _("replaced a file")
        FILE_REMOVED = "file_removed", _("removed a file")
        AUDIENCE_MADE = "audience_made", _("made an audience")
        AUDIENCE_RENAMED = "audience_renamed", _("renamed an audience")
        AUDIENCE_DELETED = "audience_deleted", _("deleted an audience")
        MEMBER_ADDED = "member_added", _("added somebody to an audience")
        MEMBER_REMOVED = "member_removed", _("took somebody out of an audience")
        COMMENTED = "commented", _("commented on it")
        COMMENT_EDITED = "comment_edited", _("edited a comment")
        COMMENT_DELETED = "comment_deleted", _("deleted a comment")
        RESOLVED = "resolved", _("resolved a thread")
        REOPENED = "reopened", _("reopened a thread")
        REPORTED = "reported", _("reported something on it")
        REPORT_DECIDED = "report_decided", _("decided a report")
        ASKED = "asked", _("began a discussion")
        STATE_CHANGED = "state", _("changed the state of a discussion")
        ANSWER_ACCEPTED = "accepted", _("accepted an answer")
        ANSWER_TAKEN_BACK = "unaccepted", _("took the acceptance of an answer back")
        HARVESTED = "harvested", _("harvested a discussion")
        FOUNDED = "founded", _("founded a community")
        STAGE_CHANGED = "stage", _("said which stage a community is in")
        READERS_CHANGED = "readers", _("changed who reads and who joins a community")
        JOINED = "joined", _("joined a community")
        LEFT = "left", _("left a community")
        TAKEN_OUT = "taken_out", _("took somebody out of a community")
        JOIN_ASKED = "join_asked", _("asked to join a community")
        INVITED = "invited", _("invited somebody to a community")
        ADMISSION_DECIDED = "admission", _("decided who joins a community")
        ROLE_GIVEN = "role_given", _("gave somebody a role")
        ROLE_ENDED = "role_ended", _("ended a role")
        STEWARD_NAMED = "steward_named", _("named who looks after it")
        STEWARD_ENDED = "steward_ended", _("ended that somebody looks after it")
        SHELVED = "shelved", _("changed a shelf")
        EVENT_PLANNED = "event_planned", _("planned an event")
        EVENT_CANCELLED = "event_cancelled", _("cancelled an event")
        ROUND_OPENED = "round_opened", _("opened a round of the culture shift")
        ROUND_CLOSED = "round_closed", _("closed a round of the culture shift")
        THANKED = "thanked", _("thanked somebody")
        USED = "used", _("used it")
        LANGUAGE = "language", _("said which language it is in")
        TAG_CHANGED = "tag_changed", _("renamed or described a tag")
        TAG_MERGED = "tag_merged", _("merged a tag into another")

    at = models.DateTimeField(_("time"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="deeds", db_index=False
    )
    verb = models.CharField(max_length=24, choices=Verb)
    #: Empty once the page was purged, and for deeds that concern no page.
    page = models.ForeignKey(Page, models.SET_NULL, null=True, related_name="deeds", db_index=False)
    #: Of CREATED and REVISED: what was saved.
    revision = models.OneToOneField(Revision, models.CASCADE, null=True, related_name="deed")
    about = models.JSONField(default=dict)

    objects = LedgerQuerySet.as_manager()

    class Meta:
        verbose_name = _("ledger entry")
        verbose_name_plural = _("ledger entries")
        indexes = [
            models.Index(F("at").desc(), F("id").desc(), name="ledger_by_time"),
            models.Index(
                F("at").desc(), F("id").desc(), condition=Q(revision=None), name="ledger_besides_saves"
            ),
            models.Index("page", F("at").desc(), F("id").desc(), name="ledger_by_page_and_time"),
            models.Index("by", F("at").desc(), F("id").desc(), name="ledger_by_person_and_time"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.page_id}"
