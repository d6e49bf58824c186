"""How often pages are read: counted by day, without a trace of who read."""

from __future__ import annotations

from django.db import models

from kmsite.pages.models.page import Page


class PageRead(models.Model):
    """How often a page was read on one day (UTC)."""

    pk = models.CompositePrimaryKey("page", "day")
    page = models.ForeignKey(Page, models.CASCADE, related_name="reads", db_index=False)
    day = models.DateField()
    number = models.IntegerField()

    class Meta:
        indexes = [models.Index("day", name="reads_by_day")]

    def __str__(self) -> str:
        return f"{self.page_id} read {self.number} times on {self.day}"
