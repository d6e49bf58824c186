"""What the hourly look at the whole glossary found: terms to mend, and words that nobody defined."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from glossary.models.term import Term


class Finding(models.Model):
    """One thing about a term that a curator may want to mend; made anew by every look."""

    class Kind(models.TextChoices):
        UNUSED = "unused", _("no article mentions it")
        CIRCULAR = "circular", _("defined in a circle")
        STYLE = "style", _("hints on the wording")

    term = models.ForeignKey(Term, models.CASCADE, related_name="findings")
    kind = models.CharField(max_length=12, choices=Kind)
    #: What exactly: keys of `hints.WORDINGS`, or the ids of the other terms of a circle.
    about = ArrayField(models.CharField(max_length=20), default=list)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint("kind", "term", name="a_finding_is_made_once")]

    def __str__(self) -> str:
        return f"{self.term_id} {self.kind}"


class Candidate(models.Model):
    """A word in capitals that stands in several public articles and is no name of a term."""

    text = models.CharField(max_length=12, unique=True, db_collation="C")
    articles = models.PositiveIntegerField(default=0)
    examples = ArrayField(models.BigIntegerField(), default=list)
    ignored_at = models.DateTimeField(null=True)
    ignored_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        indexes = [models.Index("articles", "id", name="candidate_by_articles")]

    def __str__(self) -> str:
        return self.text


class Look(models.Model):
    """One row: when the whole glossary was last looked through."""

    at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.at)
