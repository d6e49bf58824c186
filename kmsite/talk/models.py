"""What people say to one another on a page, who is told of it, and what somebody objects to."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kmsite.pages.models import Page
from kmsite.talk.querysets import CommentQuerySet, NoticeQuerySet, ReportQuerySet


class Comment(models.Model):
    """What somebody said on a page: it begins a thread, or answers in one, one level deep.

    `html` is rendered and sanitised, its wiki links unresolved, as in `Rendering`. A deletion keeps the row.
    """

    page = models.ForeignKey(Page, models.CASCADE, related_name="comments", db_index=False)
    #: The comment that began the thread; empty for that comment itself.
    thread = models.ForeignKey("self", models.CASCADE, null=True, related_name="replies", db_index=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="comments", db_index=False)
    at = models.DateTimeField(_("time"))
    body = models.TextField(_("comment"))
    html = models.TextField()
    #: How many texts it has had; each former one is a `CommentVersion`.
    number = models.PositiveIntegerField(default=1)
    edited_at = models.DateTimeField(null=True)
    deleted_at = models.DateTimeField(null=True)
    deleted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    #: Only of a comment that began a thread.
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    #: Chosen by the form: one person's form with one key is saved once.
    key = models.CharField(max_length=64, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        constraints = [
            models.UniqueConstraint("by", "key", condition=~Q(key=""), name="a_comment_is_sent_once"),
            models.CheckConstraint(
                condition=Q(thread=None) | Q(resolved_at=None), name="only_a_thread_is_resolved"
            ),
            models.CheckConstraint(
                condition=Q(thread=None) | ~Q(thread=F("id")), name="no_comment_answers_itself"
            ),
        ]
        indexes = [
            models.Index("page", "at", "id", name="comment_by_page_and_time"),
            models.Index("thread", "at", "id", name="comment_in_a_thread"),
            models.Index("by", F("at").desc(), F("id").desc(), name="comment_by_person_and_time"),
        ]

    def __str__(self) -> str:
        return f"{self.by_id} on {self.page_id}"

    def get_absolute_url(self) -> str:
        return f"/c/{self.pk}/"

    @property
    def is_deleted(self) -> bool:
        return self.deleted_at is not None


class CommentVersion(models.Model):
    """What a comment said before it was edited."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="versions", db_index=False)
    number = models.PositiveIntegerField()
    body = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint("comment", "number", name="texts_of_a_comment_are_numbered")]

    def __str__(self) -> str:
        return f"{self.comment_id} ({self.number})"


class Mention(models.Model):
    """Somebody whom a comment names with `@`, and who may read it."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="mentions", db_index=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="mentions")

    class Meta:
        constraints = [models.UniqueConstraint("comment", "user", name="a_comment_mentions_somebody_once")]

    def __str__(self) -> str:
        return f"{self.comment_id} names {self.user_id}"


class Notice(models.Model):
    """What one person is told, because it concerns them. `kind` is a key of `noticing.SENTENCES`.

    It is shown only while its page may be read: a notice never tells more than the page would.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices", db_index=False)
    kind = models.CharField(max_length=24)
    at = models.DateTimeField(_("time"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    page = models.ForeignKey(Page, models.CASCADE, null=True, related_name="+")
    comment = models.ForeignKey(Comment, models.CASCADE, null=True, related_name="+")
    #: Plain JSON; ids rather than titles.
    about = models.JSONField(default=dict)
    seen_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        indexes = [
            models.Index("user", F("at").desc(), F("id").desc(), name="notice_by_person_and_time"),
            models.Index("user", condition=Q(seen_at=None), name="notice_not_yet_seen"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} for {self.user_id}"


class Report(models.Model):
    """Somebody objects to a page or to a comment on it; a moderator decides and says why."""

    class Reason(models.TextChoices):
        WRONG = "wrong", _("It is wrong or misleading")
        RUDE = "rude", _("It is rude, or attacks somebody")
        SECRET = "secret", _("It shows what should not be seen")
        SPAM = "spam", _("It is advertising or spam")
        OTHER = "other", _("Something else")

    class Decision(models.TextChoices):
        KEPT = "kept", _("It stays as it is")
        MENDED = "mended", _("It was mended")
        REMOVED = "removed", _("It was removed")

    page = models.ForeignKey(Page, models.CASCADE, related_name="reports", db_index=False)
    comment = models.ForeignKey(Comment, models.CASCADE, null=True, related_name="reports")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="reports", db_index=False)
    at = models.DateTimeField(_("time"))
    reason = models.CharField(_("reason"), max_length=8, choices=Reason)
    words = models.CharField(_("in your words"), max_length=1000, blank=True)
    decision = models.CharField(_("decision"), max_length=8, choices=Decision, blank=True)
    why = models.CharField(_("why"), max_length=1000, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        constraints = [
            models.UniqueConstraint(
                "by",
                "page",
                "comment",
                condition=Q(decided_at=None),
                nulls_distinct=False,
                name="an_open_report_is_made_once",
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, decision="") | ~Q(decided_at=None) & ~Q(decision=""),
                name="a_report_is_decided_or_open",
            ),
        ]
        indexes = [
            models.Index("at", "id", condition=Q(decided_at=None), name="report_that_waits"),
            models.Index("page", name="report_by_page"),
        ]

    def __str__(self) -> str:
        return f"{self.reason} {self.page_id}"
