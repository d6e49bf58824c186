"""Who took part and what was answered, apart from each other; and what is told when a round has closed."""

from __future__ import annotations

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from communities.models import Community
from kmsite.culture.models.assessment import Item
from kmsite.culture.models.round import Round


class Participation(models.Model):
    """Somebody answered in a round, perhaps as a member of a community. When, nobody knows."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    round = models.ForeignKey(Round, models.CASCADE, related_name="participations", db_index=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    community = models.ForeignKey(Community, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        constraints = [models.UniqueConstraint("round", "user", name="a_person_takes_part_once")]

    def __str__(self) -> str:
        return str(self.round_id)


class Response(models.Model):
    """The answers of one person, whose name is nowhere in it; deleted when the round closes."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    round = models.ForeignKey(Round, models.CASCADE, related_name="responses")
    community = models.ForeignKey(Community, models.SET_NULL, null=True, related_name="+")
    #: A position, or null for "can't say", for each statement in its order.
    answers = models.JSONField()

    class Meta:
        verbose_name = _("response")
        verbose_name_plural = _("responses")

    def __str__(self) -> str:
        return str(self.id)


class Result(models.Model):
    """What is told of a statement: of everybody in a round, or of a community within the organisation's.

    `cells` are the ranges of `disclosing.Told`, `[[least, most], …]`; without them the figures are not told,
    and `moved` may say in one word what became of them since an earlier round.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="results", db_index=False)
    #: None: everybody in the round.
    community = models.ForeignKey(Community, models.CASCADE, null=True, related_name="+")
    item = models.ForeignKey(Item, models.PROTECT, related_name="+", db_index=False)
    #: How many answered with a position; None where it is not told.
    answers = models.PositiveIntegerField(null=True)
    #: How many could not say; None where it is not told.
    unsure = models.PositiveIntegerField(null=True)
    cells = models.JSONField(null=True)
    moved = models.SmallIntegerField(null=True)

    class Meta:
        verbose_name = _("result")
        verbose_name_plural = _("results")
        constraints = [
            models.UniqueConstraint(
                "round", "community", "item", nulls_distinct=False, name="a_result_is_told_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.item_id}"
