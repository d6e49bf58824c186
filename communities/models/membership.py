"""Who belongs to a community, in which roles, and how they came."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from communities.models.community import Community
from communities.querysets import AdmissionQuerySet, HoldingQuerySet, MembershipQuerySet


class Membership(models.Model):
    """A person belongs to a community, or did: who left has `left_at`, and joins again in the same row."""

    community = models.ForeignKey(Community, models.CASCADE, related_name="memberships", db_index=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships")
    joined_at = models.DateTimeField(_("joined"))
    left_at = models.DateTimeField(_("left"), null=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint("community", "user", name="a_person_is_a_member_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.community_id}"


class Holding(models.Model):
    """A role that a member holds, or held: from when to when, and what they leave to who comes after."""

    class Role(models.TextChoices):
        SPONSOR = "sponsor", _("sponsor")
        LEADER = "leader", _("leader")
        FACILITATOR = "facilitator", _("facilitator")
        CORE = "core", _("core member")
        EXPERT = "expert", _("subject expert")
        STEWARD = "steward", _("knowledge steward")
        GREETER = "greeter", _("greeter")

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="holdings", db_index=False)
    role = models.CharField(_("role"), max_length=12, choices=Role)
    since = models.DateField(_("from"))
    #: When the term ends, or ended.
    until = models.DateField(_("to"), null=True, blank=True)
    ended_at = models.DateTimeField(null=True)
    handover = models.CharField(_("handover note"), max_length=1000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = HoldingQuerySet.as_manager()

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        constraints = [
            models.UniqueConstraint(
                "membership", "role", condition=Q(ended_at=None), name="a_member_holds_a_role_once"
            ),
        ]
        indexes = [models.Index("membership", "role", name="role_by_member")]

    def __str__(self) -> str:
        return f"{self.role} of {self.membership_id}"


class Admission(models.Model):
    """Somebody asked to join, or was invited; decided once, with a reason."""

    class Kind(models.TextChoices):
        REQUEST = "request", _("request")
        INVITATION = "invitation", _("invitation")

    community = models.ForeignKey(Community, models.CASCADE, related_name="admissions", db_index=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="admissions")
    kind = models.CharField(max_length=12, choices=Kind)
    message = models.CharField(_("message"), max_length=1000, blank=True)
    #: Who asked or invited.
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("time"))
    is_accepted = models.BooleanField(null=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    objects = AdmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("admission")
        verbose_name_plural = _("admissions")
        constraints = [
            models.UniqueConstraint(
                "community", "user", condition=Q(decided_at=None), name="one_admission_waits_for_a_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.user_id} for {self.community_id}"
