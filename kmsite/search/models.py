"""Searches that found nothing, and what became of them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kmsite.pages.models import Page

LONGEST = 100


class FruitlessSearch(models.Model):
    """How often one question found nothing on one day (UTC), and a sketch of by how many people.

    A bit of `people` stands for many people at once, and for others with every question (decision 56).
    """

    pk = models.CompositePrimaryKey("key", "day")
    #: The question in the spelling of the index, without punctuation.
    key = models.CharField(max_length=2 * LONGEST, db_collation="C")
    day = models.DateField()
    #: As somebody typed it.
    text = models.CharField(max_length=LONGEST)
    #: As a name of a page would be compared.
    name = models.CharField(max_length=2 * LONGEST, db_collation="C")
    number = models.IntegerField()
    people = models.BigIntegerField()

    class Meta:
        indexes = [models.Index("day", name="fruitless_searches_by_day")]

    def __str__(self) -> str:
        return f"{self.text}: {self.number} times on {self.day}"


class SettledSearch(models.Model):
    """A question that was taken off the list of those that found nothing: by whom, when and why."""

    class Outcome(models.TextChoices):
        UNWANTED = "unwanted", _("not wanted here")
        FOUND = "found", _("it finds something by now")
        SYNONYM = "synonym", _("a name of a term")

    key = models.CharField(max_length=2 * LONGEST, primary_key=True, db_collation="C")
    text = models.CharField(max_length=LONGEST)
    outcome = models.CharField(max_length=12, choices=Outcome)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("time"))
    #: The term that got the name.
    page = models.ForeignKey(Page, models.SET_NULL, null=True, related_name="+")

    class Meta:
        indexes = [models.Index("at", name="settled_searches_by_time")]

    def __str__(self) -> str:
        return f"{self.text}: {self.get_outcome_display()}"
