"""One act on many pages, worked off step by step."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _


class BulkRun(models.Model):
    """An act on `pages` (ids), of which the first `done` are finished; `results` has a line for each.

    `choice` holds what the act needs, `results` lists {"page": id, "outcome": "done", "why": "…"}.
    """

    class Act(models.TextChoices):
        TAG = "tag", _("add tags")
        UNTAG = "untag", _("take tags off")
        MOVE = "move", _("move")
        AUDIENCE = "audience", _("say who may read")
        ARCHIVE = "archive", _("archive")
        TRASH = "trash", _("put into the trash")

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="bulk_runs")
    act = models.CharField(max_length=12, choices=Act)
    choice = models.JSONField(default=dict)
    pages = ArrayField(models.BigIntegerField())
    done = models.PositiveIntegerField(default=0)
    results = models.JSONField(default=list)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.act} by {self.by_id}"

    @property
    def is_trial(self) -> bool:
        """Whether everything is taken back again: a dry run."""
        return bool(self.choice.get("trial"))
