"""The event: when and where people meet, who comes, and what came of it."""

from __future__ import annotations

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from communities.models.community import Community
from communities.querysets import EventQuerySet
from kmsite.pages.models import Page


class Event(Page):
    """A meeting of a community. The entry holds wall-clock time and zone, from which the columns follow.

    `uid` never changes; `sequence` rises with every change that a calendar must learn of (RFC 5545, 3.8.7.4).
    """

    KIND = Page.Kind.EVENT

    page = models.OneToOneField(
        Page, models.CASCADE, parent_link=True, primary_key=True, related_name="event"
    )
    uid = models.UUIDField(unique=True, default=uuid4, editable=False)
    sequence = models.PositiveIntegerField(default=0)
    starts_at = models.DateTimeField(_("begins"), null=True)
    ends_at = models.DateTimeField(_("ends"), null=True)
    #: An IANA name.
    time_zone = models.CharField(_("time zone"), max_length=64, blank=True)
    place = models.CharField(_("place"), max_length=300, blank=True)
    link = models.CharField(_("link to join"), max_length=500, blank=True)
    host = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    capacity = models.PositiveIntegerField(_("places"), null=True, blank=True)
    is_cancelled = models.BooleanField(_("cancelled"), default=False)

    objects = models.Manager.from_queryset(EventQuerySet)()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gte=F("starts_at")),
                name="an_event_ends_after_it_began",
            ),
        ]
        indexes = [models.Index("starts_at", "page", name="event_by_time")]

    def __str__(self) -> str:
        return self.title


class Rsvp(models.Model):
    """What somebody answered to an invitation; who says yes to a full event waits in the order of `at`."""

    class Answer(models.TextChoices):
        YES = "yes", _("yes")
        MAYBE = "maybe", _("maybe")
        NO = "no", _("no")

    event = models.ForeignKey(Event, models.CASCADE, related_name="rsvps", db_index=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="rsvps")
    answer = models.CharField(_("answer"), max_length=8, choices=Answer)
    is_waiting = models.BooleanField(_("on the waiting list"), default=False)
    at = models.DateTimeField(_("time"))

    class Meta:
        verbose_name = _("answer to an invitation")
        verbose_name_plural = _("answers to invitations")
        constraints = [
            models.UniqueConstraint("event", "user", name="a_person_answers_once"),
            models.CheckConstraint(
                condition=Q(is_waiting=False) | Q(answer="yes"), name="who_waits_said_yes"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.answer} {self.event_id}"


class CalendarAddress(models.Model):
    """A private address for calendar programs, of a person, for one community or for all of theirs.

    A new `nonce` makes a new address, and the old one leads nowhere from then on.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_addresses", db_index=False
    )
    community = models.ForeignKey(Community, models.CASCADE, null=True, related_name="+")
    nonce = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField(_("time"))

    class Meta:
        verbose_name = _("calendar address")
        verbose_name_plural = _("calendar addresses")
        constraints = [
            models.UniqueConstraint(
                "user", "community", nulls_distinct=False, name="one_calendar_address_of_a_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.community_id or ''}"
