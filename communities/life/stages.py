"""The stages of a community's life: which one it is in, and what may happen in it."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import Http404

from communities.models import Stage
from kmsite.pages.models import Page

SETTABLE = (Stage.Name.FORMING, Stage.Name.ACTIVE, Stage.Name.STEADY, Stage.Name.WINDING_DOWN)
"""The stages that those who lead a community choose from; a proposal is opened, an archive is entered."""


LOOKS: Mapping[str, str] = {
    Stage.Name.PROPOSED: "warn",
    Stage.Name.FORMING: "info",
    Stage.Name.ACTIVE: "ok",
    Stage.Name.STEADY: "ok",
    Stage.Name.WINDING_DOWN: "warn",
    Stage.Name.ARCHIVED: "archived",
}
"""How the chip of each stage looks: the name of a class."""


def stage_of(community: Page) -> Stage | None:
    """Return the stage that `community` is in; one query."""
    return Stage.objects.filter(community=community.pk).order_by("-at", "-id").first()


def former_stage(community: Page) -> str:
    """Return the name of the last stage that `community` was in before the archive."""
    stages = Stage.objects.filter(community=community.pk).exclude(name=Stage.Name.ARCHIVED)
    last = stages.order_by("-at", "-id").first()
    return last.name if last else Stage.Name.ACTIVE


def is_proposed(community: Page) -> bool:
    """Say whether `community` is only proposed so far."""
    stage = stage_of(community)
    return stage is not None and stage.name == Stage.Name.PROPOSED


def refuse_proposal(community: Page) -> None:
    """Raise Http404 where `community` is only proposed: its discussions, events and shelf come later."""
    if is_proposed(community):
        raise Http404


def is_at_work(community: Page) -> bool:
    """Say whether something may begin in `community`: it was opened, and is not in the archive."""
    return community.archived_at is None and not is_proposed(community)
