"""A round in which a community or the whole organisation answers, and what people made of it together."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from communities.models import Community
from kmsite.culture.models.assessment import Assessment, Item, Lens, Position
from kmsite.culture.querysets import RoundQuerySet
from kmsite.pages.models import Page


class Round(models.Model):
    """Answers are taken from `opened_at` until it closes; then what may be told is told, once and for all."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="rounds")
    #: None: the whole organisation.
    community = models.ForeignKey(
        Community, models.CASCADE, null=True, related_name="culture_rounds", db_index=False
    )
    #: From 1, counted in each community and in the organisation.
    number = models.PositiveIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=120)
    lens = models.CharField(_("about"), max_length=16, choices=Lens)
    opened_at = models.DateTimeField(_("opened"))
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    #: When it closes at the latest; nothing that comes later is counted.
    closes_at = models.DateTimeField(_("closes"))
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    #: How many answered, once it is closed; None when they are too few to be told.
    took_part = models.PositiveIntegerField(_("took part"), null=True, blank=True)
    #: Made up, to show what a round looks like.
    is_example = models.BooleanField(_("example"), default=False)

    objects = models.Manager.from_queryset(RoundQuerySet)()

    class Meta:
        verbose_name = _("round")
        verbose_name_plural = _("rounds")
        constraints = [
            models.UniqueConstraint(
                "community", "number", nulls_distinct=False, name="rounds_are_numbered_within_a_community"
            ),
            models.UniqueConstraint(
                "community",
                condition=Q(closed_at=None),
                nulls_distinct=False,
                name="one_round_is_open_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(closed_at__gte=F("opened_at")),
                name="a_round_closes_after_it_opened",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Consensus(models.Model):
    """The position on which those who discussed a statement settled; it stands apart from the answers."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="consensus", db_index=False)
    item = models.ForeignKey(Item, models.PROTECT, related_name="+", db_index=False)
    position = models.PositiveSmallIntegerField(_("position"), choices=Position)
    note = models.CharField(_("in our words"), max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("time"))

    class Meta:
        verbose_name = _("consensus")
        verbose_name_plural = _("consensus")
        constraints = [models.UniqueConstraint("round", "item", name="a_statement_has_one_consensus")]

    def __str__(self) -> str:
        return f"{self.round_id} {self.item_id} {self.position}"


class Commitment(models.Model):
    """What a group will do before the next round: at most two, each tied to a statement."""

    class State(models.TextChoices):
        OPEN = "open", _("open")
        KEPT = "kept", _("kept")
        DROPPED = "dropped", _("dropped")

    round = models.ForeignKey(Round, models.CASCADE, related_name="commitments", db_index=False)
    place = models.PositiveSmallIntegerField()
    item = models.ForeignKey(Item, models.PROTECT, related_name="+")
    text = models.CharField(_("what we will do"), max_length=300)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="culture_commitments")
    due = models.DateField(_("by when"))
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.OPEN)
    #: What became of it.
    outcome = models.CharField(_("what became of it"), max_length=500, blank=True)
    #: Where on the site it is done: an article, a term, a question, an event.
    page = models.ForeignKey(Page, models.SET_NULL, null=True, blank=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("time"))

    class Meta:
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        constraints = [
            models.UniqueConstraint("round", "place", name="a_place_of_a_commitment_is_taken_once"),
            models.CheckConstraint(condition=Q(place__in=(1, 2)), name="at_most_two_commitments"),
        ]

    def __str__(self) -> str:
        return self.text


class Fact(models.Model):
    """What people did on the site, beside what they said: a figure of a group, fixed when a round closes."""

    class Kind(models.TextChoices):
        WRITTEN_TOGETHER = "together", _("articles that two or more people wrote")
        ASKED = "asked", _("members who asked a question")
        CITED_OTHERS = "cited", _("links to what other teams look after")

    round = models.ForeignKey(Round, models.CASCADE, related_name="facts", db_index=False)
    kind = models.CharField(max_length=12, choices=Kind)
    #: Both None where fewer than five people are behind it.
    count = models.PositiveIntegerField(null=True)
    of = models.PositiveIntegerField(null=True)

    class Meta:
        verbose_name = _("fact")
        verbose_name_plural = _("facts")
        constraints = [models.UniqueConstraint("round", "kind", name="a_round_has_a_fact_once")]

    def __str__(self) -> str:
        return f"{self.round_id} {self.kind}"
