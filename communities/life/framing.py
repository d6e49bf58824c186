"""The frame around every page inside a community: its name, its stage, who reads it, and the ways within."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from communities.life.stages import LOOKS, stage_of
from communities.models import Community, Stage
from communities.standing import reads_inside, rights_in
from kmsite.pages.models import Page

__all__ = ["Tab", "frame", "stage_of"]


class Tab(NamedTuple):
    name: str
    label: str | Promise
    address: str


INSIDE = (
    ("discussions", _("Discussions")),
    ("events", _("Events")),
    ("shelf", _("Shelf")),
    ("culture", _("Culture")),
    ("members", _("People")),
)


def frame(community: Page, user: Any) -> dict[str, Any]:
    """Return what the head of every page inside `community` shows to `user`, in four queries at most."""
    community = community if isinstance(community, Community) else Community.objects.get(pk=community.pk)
    stage = stage_of(community)
    inside = reads_inside(user, community)
    return {
        "community": community,
        "stage": stage,
        "stage_looks": LOOKS.get(stage.name, "") if stage else "",
        "reads_inside": inside,
        "rights": rights_in(user, community),
        "tabs": _tabs(community, stage, inside),
    }


def _tabs(community: Community, stage: Stage | None, inside: bool) -> list[Tab]:
    """Return the ways within: those of a proposal and of a closed door lead to what can be seen there."""
    home = community.get_absolute_url()
    is_proposed = stage is not None and stage.name == Stage.Name.PROPOSED
    names = [("members", _("People"))] if is_proposed else list(INSIDE)
    within = [Tab(name, label, f"{home}{name}/") for name, label in names] if inside else []
    return [Tab("home", _("Home"), home), *within, Tab("charter", _("Charter"), f"{home}charter/")]
