"""What a person keeps of their own answers, because they asked for it; it is part of no round."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kmsite.culture.models.assessment import Assessment, Item, Lens


class PersonalResult(models.Model):
    """The answers of a person about one lens on one day, kept with their name until they delete them."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="culture_results", db_index=False
    )
    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="+")
    lens = models.CharField(_("about"), max_length=16, choices=Lens)
    made_on = models.DateField(_("day"))
    #: As in `Response`.
    answers = models.JSONField()

    class Meta:
        verbose_name = _("personal result")
        verbose_name_plural = _("personal results")
        constraints = [
            models.UniqueConstraint("user", "assessment", "lens", "made_on", name="one_result_of_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.made_on}"


class PersonalCommitment(models.Model):
    """The one thing that a person means to do, and when they want to be reminded of it."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="culture_commitment"
    )
    item = models.ForeignKey(Item, models.PROTECT, related_name="+")
    text = models.CharField(_("what I will do"), max_length=300)
    remind_on = models.DateField(_("remind me on"), null=True, blank=True)

    class Meta:
        verbose_name = _("personal commitment")
        verbose_name_plural = _("personal commitments")

    def __str__(self) -> str:
        return str(self.user_id)
