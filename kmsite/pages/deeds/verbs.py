"""Which deeds there are: by what they are about, which of them are news, and which a page's history tells."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kmsite.pages.models import LedgerEntry

Verb = LedgerEntry.Verb

SAVES = (Verb.CREATED, Verb.REVISED)

SUBJECTS: Mapping[str, tuple[str | Promise, tuple[str, ...]]] = {
    "writing": (
        _("Writing"),
        (
            *SAVES, Verb.RENAMED, Verb.MOVED, Verb.REORDERED, Verb.MERGED, Verb.TRASHED, Verb.RESTORED,
            Verb.PURGED, Verb.ARCHIVED, Verb.UNARCHIVED, Verb.SECRET_REMOVED, Verb.FILE_ADDED,
            Verb.FILE_REPLACED, Verb.FILE_REMOVED, Verb.TAG_CHANGED, Verb.TAG_MERGED,
            Verb.LANGUAGE,
        ),
    ),
    "talk": (
        _("Talk"),
        (
            Verb.ASKED, Verb.COMMENTED, Verb.COMMENT_EDITED, Verb.COMMENT_DELETED, Verb.RESOLVED,
            Verb.REOPENED, Verb.STATE_CHANGED, Verb.ANSWER_ACCEPTED, Verb.ANSWER_TAKEN_BACK, Verb.HARVESTED,
            Verb.THANKED, Verb.USED,
        ),
    ),
    "communities": (
        _("Communities"),
        (
            Verb.FOUNDED, Verb.STAGE_CHANGED, Verb.READERS_CHANGED, Verb.JOINED, Verb.LEFT, Verb.TAKEN_OUT,
            Verb.JOIN_ASKED, Verb.INVITED, Verb.ADMISSION_DECIDED, Verb.ROLE_GIVEN, Verb.ROLE_ENDED,
            Verb.STEWARD_NAMED, Verb.STEWARD_ENDED, Verb.SHELVED, Verb.EVENT_PLANNED, Verb.EVENT_CANCELLED,
            Verb.ROUND_OPENED, Verb.ROUND_CLOSED,
        ),
    ),
    "access": (
        _("Who may read"),
        (
            Verb.AUDIENCE, Verb.AUDIENCE_MADE, Verb.AUDIENCE_RENAMED, Verb.AUDIENCE_DELETED,
            Verb.MEMBER_ADDED, Verb.MEMBER_REMOVED,
        ),
    ),
    "order": (_("Reports"), (Verb.REPORTED, Verb.REPORT_DECIDED)),
}  # fmt: skip
"""What deeds are about: what each subject is called, and its verbs. Every verb has one."""

NEWS: Mapping[str, tuple[str, ...]] = {
    "writing": (
        *SAVES, Verb.RENAMED, Verb.MOVED, Verb.MERGED, Verb.RESTORED, Verb.ARCHIVED, Verb.UNARCHIVED,
    ),
    "talk": (Verb.ASKED, Verb.COMMENTED, Verb.ANSWER_ACCEPTED, Verb.HARVESTED),
    "communities": (
        Verb.FOUNDED, Verb.STAGE_CHANGED, Verb.JOINED, Verb.STEWARD_NAMED, Verb.SHELVED, Verb.EVENT_PLANNED,
        Verb.EVENT_CANCELLED,
    ),
}  # fmt: skip
"""What recent changes and people's pages tell, by subject. Never who asked for what, objected, or went."""

AMONG_THEIR_OWN = (Verb.ASKED, Verb.FOUNDED, Verb.EVENT_PLANNED, Verb.JOINED)
"""News told only to who asks for their subject: a save beside them tells the same, or they are many."""

INSIDE = (
    Verb.JOINED, Verb.LEFT, Verb.TAKEN_OUT, Verb.JOIN_ASKED, Verb.INVITED, Verb.ADMISSION_DECIDED,
    Verb.ROLE_GIVEN, Verb.ROLE_ENDED, Verb.SHELVED, Verb.ROUND_OPENED, Verb.ROUND_CLOSED,
)  # fmt: skip
"""Deeds that are known only to those who may look inside the page: who belongs to it, what it collects."""

TOLD = (
    Verb.RENAMED, Verb.MOVED, Verb.REORDERED, Verb.MERGED, Verb.TRASHED, Verb.RESTORED, Verb.ARCHIVED,
    Verb.UNARCHIVED, Verb.AUDIENCE, Verb.LANGUAGE, Verb.SECRET_REMOVED, Verb.FILE_ADDED, Verb.FILE_REPLACED,
    Verb.FILE_REMOVED, Verb.STATE_CHANGED, Verb.ANSWER_ACCEPTED, Verb.ANSWER_TAKEN_BACK, Verb.HARVESTED,
    Verb.STAGE_CHANGED, Verb.READERS_CHANGED, Verb.STEWARD_NAMED, Verb.STEWARD_ENDED, Verb.EVENT_CANCELLED,
)  # fmt: skip
"""What the history of a page tells besides its revisions."""
