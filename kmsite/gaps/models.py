"""Pairs of pages whose titles are nearly the same."""

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
