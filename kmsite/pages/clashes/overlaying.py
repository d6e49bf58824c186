"""A clash that is shown above the form: its writer's words stay in it, on top of what somebody else saved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from kmsite.pages import kinds
from kmsite.pages.clashes.comparing import LABELS
from kmsite.pages.models import Page, Revision
from kmsite.pages.refusing import Conflict
from kmsite.pages.saving import drafts
from kmsite.pages.saving.drafts import Draft


@dataclass(frozen=True)
class Overlaid:
    """What two people changed differently: who saved it, each part with its label and theirs, and the draft
    that has everything of both, and the writer's own words at these parts."""

    theirs: Revision
    parts: list[tuple[Any, str]]
    draft: Draft


def overlaid(conflict: Conflict, page: Page) -> Overlaid:
    """Return `conflict`, which arose on `page`, as its writer sees it above the form."""
    passages = [chunk.reading("mine") for chunk in conflict.merge.conflicts]
    lines = {name: getattr(conflict.draft, name) for name in conflict.fields if name != "body"}
    entry = {clash.path: clash.mine for clash in conflict.clashes}
    draft = drafts.settled(conflict, passages, lines, entry)
    return Overlaid(conflict.theirs, _parts(conflict, kinds.of(page.kind)), draft)


def _parts(conflict: Conflict, kind: kinds.Kind) -> list[tuple[Any, str]]:
    """Return what somebody else saved where the writer wrote something different, part by part."""
    theirs = Draft.of(conflict.theirs)
    said, labels = kind.readable(theirs.entry), {**LABELS, **kind.labels}
    parts = [(labels[name], getattr(theirs, name)) for name in conflict.fields if name != "body"]
    for clash in conflict.clashes:
        parts.append((kind.label(clash.path), said[clash.path][1] if clash.path in said else _("nothing")))
    if "body" in conflict.fields:
        passages = [chunk.reading("theirs").strip("\n") for chunk in conflict.merge.conflicts]
        parts.append((labels["body"], "\n…\n".join(passages)))
    return parts
