"""Recognition as the sources ask for it: thanks for four acts, receipts for use, credit through harvests."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kmsite.pages.models import Page
from kmsite.recognition.querysets import ReceiptQuerySet, ThanksQuerySet
from kmsite.talk.models import Comment


class Thanks(models.Model):
    """One person thanks another for one of the four acts of knowledge leadership, and says why."""

    class Act(models.TextChoices):
        CAPTURED = "captured", _("captured knowledge")
        KEPT = "kept", _("kept knowledge alive")
        REUSED = "reused", _("reused what was there")
        WORKED_TOGETHER = "together", _("worked together")

    page = models.ForeignKey(Page, models.CASCADE, related_name="thanks", db_index=False)
    comment = models.ForeignKey(Comment, models.CASCADE, null=True, related_name="thanks")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="thanks_given")
    to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="thanks_received", db_index=False
    )
    act = models.CharField(_("what for"), max_length=8, choices=Act)
    why = models.CharField(_("why"), max_length=500)
    at = models.DateTimeField(_("time"))

    objects = ThanksQuerySet.as_manager()

    class Meta:
        verbose_name = _("thanks")
        verbose_name_plural = _("thanks")
        constraints = [
            models.UniqueConstraint(
                "page", "by", "to", "act", "comment", nulls_distinct=False, name="thanks_are_given_once"
            ),
            models.CheckConstraint(condition=~Q(by=F("to")), name="nobody_thanks_themselves"),
        ]
        indexes = [models.Index("to", F("at").desc(), name="thanks_by_person_and_time")]

    def __str__(self) -> str:
        return f"{self.by_id} thanks {self.to_id}"


class Receipt(models.Model):
    """“I used this”: where, and what it saved, if the reader wants to say so."""

    page = models.ForeignKey(Page, models.CASCADE, related_name="receipts", db_index=False)
    comment = models.ForeignKey(Comment, models.CASCADE, null=True, related_name="receipts")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="receipts")
    where = models.CharField(_("where"), max_length=200, blank=True)
    saved = models.CharField(_("what it saved"), max_length=200, blank=True)
    at = models.DateTimeField(_("time"))

    objects = ReceiptQuerySet.as_manager()

    class Meta:
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")
        indexes = [models.Index("page", F("at").desc(), name="receipt_by_page_and_time")]

    def __str__(self) -> str:
        return f"{self.by_id} used {self.page_id}"


class Harvest(models.Model):
    """A discussion became something that stays: a new page, a change of one, or a proposal for a term."""

    class Kind(models.TextChoices):
        CREATED = "created", _("a new article")
        EDITED = "edited", _("a change of a page")
        PROPOSED = "proposed", _("a proposal for a term")

    #: The page of a discussion.
    thread = models.ForeignKey(Page, models.CASCADE, related_name="harvests")
    kind = models.CharField(max_length=8, choices=Kind)
    #: Where it went; empty for a proposal for a new term until that is accepted.
    into = models.ForeignKey(Page, models.SET_NULL, null=True, related_name="harvested_from")
    #: The number of the revision that the harvest made.
    revision = models.PositiveIntegerField(null=True)
    #: The id of a proposal of the glossary.
    proposal = models.BigIntegerField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("time"))

    class Meta:
        verbose_name = _("harvest")
        verbose_name_plural = _("harvests")
        indexes = [models.Index("proposal", condition=~Q(proposal=None), name="harvest_by_proposal")]

    def __str__(self) -> str:
        return f"{self.thread_id} became {self.into_id or self.proposal}"


class Credit(models.Model):
    """A person whose words a harvest took up."""

    harvest = models.ForeignKey(Harvest, models.CASCADE, related_name="credits", db_index=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="credits")
    #: What they said; empty for who asked.
    comment = models.ForeignKey(Comment, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("credit")
        verbose_name_plural = _("credits")
        constraints = [models.UniqueConstraint("harvest", "user", name="a_harvest_credits_a_person_once")]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.harvest_id}"
