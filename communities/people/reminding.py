"""Telling people what time brings: that their term is over, or an event that nobody wrote down."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from communities.models import Event, Holding
from kmsite.pages.locking import lock_pages
from kmsite.pages.retrying import in_one_transaction
from kmsite.talk import noticing
from kmsite.talk.models import Notice

LATELY = timedelta(days=14)
"""What is over for longer is told to nobody: a site that was not running does not flood people."""


def remind() -> int:
    """Tell everybody once what is over for them since lately; return how many were told."""
    holders = sum(_tell_holder(held) for held in _run_out())
    return holders + sum(_tell_host(event) for event in _unwritten())


def _run_out() -> QuerySet[Holding]:
    """Return the roles of members whose last day has passed, and whose holders were not told since."""
    today = timezone.localdate()
    told = Notice.objects.filter(
        kind="role_over",
        user=OuterRef("membership__user"),
        page=OuterRef("membership__community"),
        at__date__gt=OuterRef("until"),
    )
    over = Holding.objects.filter(~Exists(told), until__lt=today, until__gte=today - LATELY, ended_at=None)
    here = over.filter(membership__left_at=None, membership__community__archived_at=None)
    return here.select_related("membership__community", "membership__user")


def _unwritten() -> QuerySet[Event]:
    """Return the events that are over, whose hosts neither wrote what came of them nor were asked to."""
    now = timezone.now()
    asked = Notice.objects.filter(kind="outcome_asked", page=OuterRef("pk"), user=OuterRef("host"))
    over = Event.objects.live().unarchived().over_at(now).filter(~Exists(asked), ends_at__gte=now - LATELY)
    empty = {"current__structure__notes": "", "current__structure__decisions": ""}
    return over.filter(host__isnull=False, is_cancelled=False, **empty).select_related("host")


@in_one_transaction
def _tell_holder(held: Holding) -> int:
    community, holder = held.membership.community, held.membership.user
    lock_pages([community.pk])
    if not _run_out().filter(pk=held.pk).exists():
        return 0
    at = f"{community.get_absolute_url()}roles/{holder.username}/"
    return len(noticing.tell([holder], "role_over", by=None, page=community, at=at))


@in_one_transaction
def _tell_host(event: Event) -> int:
    lock_pages([event.pk])
    if not _unwritten().filter(pk=event.pk).exists():
        return 0
    at = f"{event.get_absolute_url()}outcome/"
    return len(noticing.tell([event.host], "outcome_asked", by=None, page=event, at=at))
