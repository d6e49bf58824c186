"""What a person kept of the exercise, as it is shown to them and to nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from kmsite.culture.alone.outcome import WHO
from kmsite.culture.models import Assessment, Lens, PersonalCommitment, PersonalResult
from kmsite.culture.picture import pictures
from kmsite.culture.picture.bars import Picture

SIDE_BY_SIDE = 2
"""Dates that one picture shows: the latest, and the one before or another that is asked for."""


@dataclass(frozen=True, slots=True)
class Series:
    """What somebody kept about one lens in one wording, the latest first."""

    lens: str
    who: Promise
    results: list[PersonalResult]
    before: PersonalResult | None
    """With which the latest is compared."""
    latest: int
    """The version of the wording that is asked today."""

    @property
    def earlier(self) -> list[PersonalResult]:
        """Those that the latest may be compared with."""
        return self.results[1:]

    @property
    def is_older_wording(self) -> bool:
        """Whether the statements read otherwise today."""
        return self.results[0].assessment.version != self.latest

    @property
    def picture(self) -> Picture:
        """The earlier positions and below them the latest."""
        shown = [one for one in (self.before, self.results[0]) if one]
        bars = [(date_format(one.made_on, "j M Y"), one.answers) for one in shown]
        items = list(self.results[0].assessment.items.all())
        return pictures.of_answers(items, bars, title=_("Where I stood: %s") % self.who)


def results_of(request: HttpRequest) -> QuerySet[PersonalResult]:
    """Return what the reader kept; nothing for an administrator who views the site as somebody else."""
    kept = PersonalResult.objects.filter(user=request.user.pk)
    if getattr(request, "viewing_as", ""):
        kept = kept.none()
    return kept.select_related("assessment").order_by("-assessment__version", "-made_on")


def commitment_of(request: HttpRequest) -> PersonalCommitment | None:
    """Return what the reader means to do; None as in `results_of`."""
    if getattr(request, "viewing_as", ""):
        return None
    return PersonalCommitment.objects.filter(user=request.user.pk).select_related("item").first()


def series(results: QuerySet[PersonalResult], asked: str) -> Iterator[Series]:
    """Yield `results` by lens and wording; `asked` is the number of one to compare the latest with."""
    latest = Assessment.objects.values_list("version", flat=True).first()
    in_order = sorted(results, key=lambda one: Lens.values.index(one.lens))
    for (lens, _version), found in groupby(in_order, key=lambda one: (one.lens, one.assessment_id)):
        kept = list(found)
        before = next((one for one in kept[1:] if str(one.pk) == asked), None) or next(iter(kept[1:]), None)
        yield Series(lens, WHO[lens], kept, before, latest)
