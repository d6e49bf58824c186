"""The community: a page whose text is its charter, with a life-cycle."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from communities.querysets import CommunityQuerySet
from kmsite.pages.models import Page


class Community(Page):
    """People who own a subject. The title is its name, the lede its purpose line, the entry its charter.

    Its members are the audience whose `page` it is (`membership`): a listed community is read by everybody
    and what stands below it by its members, a private one is read by its members alone.
    """

    KIND = Page.Kind.COMMUNITY

    class Visibility(models.TextChoices):
        OPEN = "open", _("open: everybody reads everything")
        LISTED = "listed", _("listed: everybody reads this page, members read the rest")
        PRIVATE = "private", _("private: only members know of it")

    class Joining(models.TextChoices):
        OPEN = "open", _("whoever wants to")
        REQUEST = "request", _("on request")
        INVITATION = "invitation", _("by invitation")

    page = models.OneToOneField(
        Page, models.CASCADE, parent_link=True, primary_key=True, related_name="community"
    )
    visibility = models.CharField(_("who reads"), max_length=8, choices=Visibility, default=Visibility.OPEN)
    joining = models.CharField(_("who joins"), max_length=12, choices=Joining, default=Joining.OPEN)
    review_due = models.DateField(_("charter review due"), null=True, blank=True)

    objects = models.Manager.from_queryset(CommunityQuerySet)()

    class Meta:
        verbose_name = _("community")
        verbose_name_plural = _("communities")

    def __str__(self) -> str:
        return self.title

    @property
    def purpose(self) -> str:
        return self.lede


class Stage(models.Model):
    """A stage of a community's life-cycle, since when, and why; the latest row is the one it is in."""

    class Name(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        FORMING = "forming", _("forming")
        ACTIVE = "active", _("active")
        STEADY = "steady", _("steady")
        WINDING_DOWN = "winding", _("winding down")
        ARCHIVED = "archived", _("archived")

    community = models.ForeignKey(Community, models.CASCADE, related_name="stages", db_index=False)
    name = models.CharField(_("stage"), max_length=8, choices=Name)
    since = models.DateField(_("since"))
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("time"))

    class Meta:
        verbose_name = _("stage")
        verbose_name_plural = _("stages")
        indexes = [models.Index("community", F("at").desc(), F("id").desc(), name="stage_by_community")]

    def __str__(self) -> str:
        return f"{self.community_id}: {self.name}"
