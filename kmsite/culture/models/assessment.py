"""What is asked: eleven pairs of statements in a fixed order. A change of wording makes a new version."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Position(models.IntegerChoices):
    """Where somebody stands between the two statements of a pair; "can't say" is none of them."""

    MOSTLY_LEFT = 1, _("mostly left")
    MORE_LEFT = 2, _("more left")
    IN_BETWEEN = 3, _("in between")
    MORE_RIGHT = 4, _("more right")
    MOSTLY_RIGHT = 5, _("mostly right")


class Lens(models.TextChoices):
    """Of whom the statements are answered."""

    ME = "me", _("me")
    COMMUNITY = "community", _("my community")
    ORGANISATION = "organisation", _("our organisation")


class Assessment(models.Model):
    """One version of the wording; the latest is the one that is asked, and none is ever changed."""

    version = models.PositiveIntegerField(_("version"), unique=True)
    title = models.CharField(_("title"), max_length=200)
    #: Who said it, and where.
    source = models.CharField(_("source"), max_length=500)
    #: Why the wording changed.
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    made_at = models.DateTimeField(_("time"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("wording of the culture shift")
        verbose_name_plural = _("wordings of the culture shift")
        ordering = ["-version"]

    def __str__(self) -> str:
        return f"{self.title} ({self.version})"


class Item(models.Model):
    """A pair of statements, from what to what."""

    class Heading(models.TextChoices):
        """Three headings for reading only; nothing is added up under them."""

        OURS = "ours", _("From mine to ours")
        OPEN = "open", _("From defending to being open")
        LEARNING = "learning", _("From hiding to learning")

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="items", db_index=False)
    #: From 1, in the order of the source.
    place = models.PositiveSmallIntegerField(_("place"))
    from_text = models.CharField(_("from"), max_length=200)
    to_text = models.CharField(_("to"), max_length=200)
    short_label = models.CharField(_("short label"), max_length=60)
    heading = models.CharField(_("heading"), max_length=12, choices=Heading)

    class Meta:
        verbose_name = _("pair of statements")
        verbose_name_plural = _("pairs of statements")
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint("assessment", "place", name="a_place_of_the_wording_is_taken_once")
        ]

    def __str__(self) -> str:
        return self.short_label
