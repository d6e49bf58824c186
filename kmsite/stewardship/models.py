"""Who looks after a page: a community, a person, or a person on behalf of a community."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kmsite.pages.models import Page


class Stewardship(models.Model):
    """One party that looks after a page. A page may have several; none at all is work for somebody."""

    page = models.ForeignKey(Page, models.CASCADE, related_name="stewardships", db_index=False)
    #: The page of a community.
    community = models.ForeignKey(Page, models.CASCADE, null=True, related_name="looks_after")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="looks_after"
    )
    since = models.DateTimeField(_("since"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("stewardship")
        verbose_name_plural = _("stewardships")
        constraints = [
            models.UniqueConstraint(
                "page", "community", "person", nulls_distinct=False, name="a_page_is_looked_after_once"
            ),
            models.CheckConstraint(condition=~Q(community=None, person=None), name="somebody_is_the_steward"),
        ]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.community_id or ''} {self.person_id or ''}"
