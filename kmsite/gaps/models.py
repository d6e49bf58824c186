"""What is found out once an hour: pages with nearly the same title, and how often each was read."""

from __future__ import annotations

from django.db import models

from kmsite.pages.models import Page


class NearTitles(models.Model):
    """Two pages of a kind with nearly the same title, and what the titles (keys) were when that was found."""

    one = models.ForeignKey(Page, models.CASCADE, related_name="+", db_index=False)
    other = models.ForeignKey(Page, models.CASCADE, related_name="+")
    one_key = models.CharField(max_length=400, db_collation="C")
    other_key = models.CharField(max_length=400, db_collation="C")

    class Meta:
        constraints = [
            models.UniqueConstraint("one", "other", name="two_titles_are_near_once"),
            models.CheckConstraint(
                condition=models.Q(one__lt=models.F("other")), name="near_titles_have_an_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.one_key} ~ {self.other_key}"


class ReadLately(models.Model):
    """How often a page was read in 90 days, as it was added up last; pages that nobody read have no row."""

    page = models.OneToOneField(Page, models.CASCADE, primary_key=True, related_name="read_lately")
    times = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(models.F("times").desc(), "page", name="pages_by_reads_lately")]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.times} times"
