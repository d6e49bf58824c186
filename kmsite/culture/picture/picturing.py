"""The picture of a round: its figures, those of the round before, and its reader's own mark."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from communities.models import Community
from kmsite.culture.disclosure.results import Line, lines
from kmsite.culture.models import PersonalResult, Round
from kmsite.culture.picture import pictures
from kmsite.culture.picture.pictures import Own, Picture
from kmsite.culture.rounds import addresses


def picture_of(
    round: Round, told: Sequence[Line], *, before: Round | None = None, own: Own | None = None
) -> Picture | None:
    """Return the picture of what is `told` of `round`, beside the round `before`; None if nothing is told."""
    if not told:
        return None
    return pictures.of_lines(
        told,
        title=title_of(round),
        before=[(pictures.name_of(before), lines(before))] if before else (),
        own=own,
        label=pictures.name_of(round),
        about=pictures.about(round),
    )


def picture_of_part(round: Round, community: Community) -> Picture | None:
    """Return the picture of the members of `community` in a `round` of the organisation."""
    told = lines(round, community)
    if not told:
        return None
    title = _("%(round)s: members of %(community)s") % {"round": title_of(round), "community": community}
    return pictures.of_lines(told, title=title, about=pictures.about(round), of_part=True)


def title_of(round: Round) -> str:
    """Return what `round` is called on its picture: an example says so."""
    return _("Example: %s") % round.title if round.is_example else round.title


def file_name(round: Round) -> str:
    """Return what a file with the picture is called, without its extension."""
    whose = round.community.slug if round.community else "organisation"
    example = "example-" if round.is_example else ""
    return f"{example}culture-{whose}-{round.number}"


def downloads(round: Round) -> list[tuple[str, str]]:
    """Return labels and addresses of the files with the picture of `round`."""
    files = pictures.FILES
    return [(one.upper(), addresses.of_round(round, "picture", extension=one)) for one in files]


def before(round: Round) -> Round | None:
    """Return the closed round before `round` that asked the same of the same: wording, lens and people."""
    rounds = Round.objects.of(round.community).closed().filter(number__lt=round.number)
    same = rounds.filter(assessment=round.assessment_id, lens=round.lens, is_example=round.is_example)
    if found := same.first():
        found.community = round.community
    return found


def own(round: Round, user: Any) -> Own | None:
    """Return the answers that `user` kept for themselves while `round` was open; None if there are none."""
    if not user.is_authenticated:
        return None
    kept = PersonalResult.objects.filter(user=user, assessment=round.assessment_id, lens=round.lens)
    days = (timezone.localdate(round.opened_at), timezone.localdate(round.closed_at))
    return kept.filter(made_on__range=days).order_by("-made_on").values_list("answers", flat=True).first()
