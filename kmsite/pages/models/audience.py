"""Who may read: an audience and the people in it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Audience(models.Model):
    """Who may read. Row 0 is everyone, row -1 everyone signed in; both come with the first migrations."""

    name = models.CharField(_("name"), max_length=200, unique=True)
    #: The page whose members these are; whoever writes that page fills the audience.
    page = models.OneToOneField("Page", models.SET_NULL, null=True, related_name="members_audience")

    class Meta:
        verbose_name = _("audience")
        verbose_name_plural = _("audiences")

    def __str__(self) -> str:
        return self.name


class AudienceMember(models.Model):
    """A person in an audience. Filled by whoever owns the audience."""

    audience = models.ForeignKey(Audience, models.CASCADE, related_name="members")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="audiences", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint("user", "audience", name="a_person_is_in_an_audience_once"),
            models.CheckConstraint(condition=models.Q(audience__gt=0), name="nobody_is_a_member_of_everyone"),
        ]

    def __str__(self) -> str:
        return f"{self.user} in {self.audience}"
