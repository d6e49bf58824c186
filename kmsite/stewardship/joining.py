"""Those who look after a page look after the one into which it is merged."""

from __future__ import annotations

from django.utils.translation import ngettext

from kmsite.pages.models import Page
from kmsite.pages.places.merging import Belonging
from kmsite.stewardship.entrusting import follow
from kmsite.stewardship.models import Stewardship


def _count(page: Page) -> int:
    """Return how many people look after `page`: communities may be known to some readers only."""
    people = Stewardship.objects.filter(page=page).exclude(person=None)
    return people.values("person").distinct().count()


def _told(count: int) -> str:
    return ngettext("%d person who looks after it", "%d people who look after it", count) % count


STEWARDS = Belonging(count=_count, told=_told, hand_over=follow)
