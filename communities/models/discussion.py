"""The discussion: a question, an idea or an announcement, with what people say below it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from communities.querysets import DiscussionQuerySet
from kmsite.pages.models import Page
from kmsite.talk.models import Comment


class Discussion(Page):
    """What somebody asks, proposes or announces; its replies are the comments on it.

    `parent` is the page of its community, or nothing for a question to everybody. The columns about replies
    are derived from the comments (`replying.recount`).
    """

    KIND = Page.Kind.DISCUSSION

    class Sort(models.TextChoices):
        QUESTION = "question", _("question")
        IDEA = "idea", _("idea")
        ANNOUNCEMENT = "announcement", _("announcement")

    class State(models.TextChoices):
        OPEN = "open", _("open")
        UNCLEAR = "unclear", _("needs more information")
        ANSWERED = "answered", _("answered")
        OUTDATED = "outdated", _("outdated")

    page = models.OneToOneField(
        Page, models.CASCADE, parent_link=True, primary_key=True, related_name="discussion"
    )
    sort = models.CharField(_("what it is"), max_length=12, choices=Sort, default=Sort.QUESTION)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.OPEN)
    asker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="discussions")
    #: Of an announcement: when it stands on the home of the community.
    shown_from = models.DateField(_("shown from"), null=True, blank=True)
    shown_until = models.DateField(_("shown until"), null=True, blank=True)
    #: How many standing comments there are by others than the asker, and when the first of them came.
    replies = models.PositiveIntegerField(default=0)
    first_reply_at = models.DateTimeField(null=True)
    last_reply_at = models.DateTimeField(null=True)

    objects = models.Manager.from_queryset(DiscussionQuerySet)()

    class Meta:
        verbose_name = _("discussion")
        verbose_name_plural = _("discussions")
        indexes = [
            models.Index("state", "replies", "page", name="discussion_by_state"),
            models.Index("shown_until", condition=Q(sort="announcement"), name="announcement_that_is_shown"),
        ]

    def __str__(self) -> str:
        return self.title


class Subject(models.Model):
    """A term that a discussion is about: who can be asked about it hears of the question."""

    discussion = models.ForeignKey(Discussion, models.CASCADE, related_name="subjects", db_index=False)
    #: The page of a term.
    term = models.ForeignKey(Page, models.CASCADE, related_name="discussed_in")

    class Meta:
        constraints = [
            models.UniqueConstraint("discussion", "term", name="a_discussion_names_a_term_once"),
        ]

    def __str__(self) -> str:
        return f"{self.discussion_id} on {self.term_id}"


class Acceptance(models.Model):
    """A reply that answers: a discussion may have several, and each can be taken back."""

    discussion = models.ForeignKey(Discussion, models.CASCADE, related_name="acceptances", db_index=False)
    comment = models.OneToOneField(Comment, models.CASCADE, related_name="acceptance")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("time"))

    class Meta:
        verbose_name = _("accepted answer")
        verbose_name_plural = _("accepted answers")
        indexes = [models.Index("discussion", "at", name="answer_by_discussion")]

    def __str__(self) -> str:
        return f"{self.comment_id} answers {self.discussion_id}"


class SameHere(models.Model):
    """Somebody has the same question."""

    discussion = models.ForeignKey(Discussion, models.CASCADE, related_name="same_here", db_index=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    at = models.DateTimeField(_("time"))

    class Meta:
        constraints = [
            models.UniqueConstraint("discussion", "user", name="a_person_has_a_question_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} has {self.discussion_id} too"
