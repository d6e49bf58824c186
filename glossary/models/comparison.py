"""Comparisons of two to four terms, and everything they ever said."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from glossary.querysets import ComparisonQuerySet


class Comparison(models.Model):
    """What was written about `terms` (ids in ascending order) side by side; its text is in `current`."""

    terms = ArrayField(models.BigIntegerField(), unique=True)
    current = models.ForeignKey("ComparisonVersion", models.PROTECT, null=True, related_name="+")

    objects = ComparisonQuerySet.as_manager()

    class Meta:
        verbose_name = _("comparison")
        verbose_name_plural = _("comparisons")

    def __str__(self) -> str:
        return " / ".join(map(str, self.terms))


class ComparisonVersion(models.Model):
    """One version, for ever. `said` is a `ComparisonText` as plain JSON, with all it needs to be shown."""

    comparison = models.ForeignKey(Comparison, models.PROTECT, related_name="versions", db_index=False)
    number = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("time"))
    summary = models.CharField(_("edit summary"), max_length=300, blank=True)
    said = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("version of a comparison")
        verbose_name_plural = _("versions of comparisons")
        constraints = [
            models.UniqueConstraint("comparison", "number", name="versions_of_a_comparison_are_numbered")
        ]

    def __str__(self) -> str:
        return f"{self.comparison_id} v{self.number}"
