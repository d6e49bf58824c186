"""How terms relate: the kinds of relation, each with its wording from both sides."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class RelationKind:
    """A kind of relation: how it reads from the term that states it, and from the other one."""

    name: str
    wording: str | Promise
    inverse: str | Promise

    @property
    def is_symmetric(self) -> bool:
        """Whether it reads the same from both sides."""
        return self.wording == self.inverse


KINDS: dict[str, RelationKind] = {
    kind.name: kind
    for kind in (
        RelationKind("broader", _("is a kind of"), _("has as kinds")),
        RelationKind("part_of", _("is part of"), _("has as parts")),
        RelationKind("enables", _("enables"), _("is enabled by")),
        RelationKind("goal_of", _("is the goal of"), _("has as goal")),
        RelationKind("method_for", _("is a method for"), _("has as method")),
        RelationKind("determines", _("determines success of"), _("owes its success to")),
        RelationKind("has_process", _("has process"), _("is a process of")),
        RelationKind("confused_with", _("often confused with"), _("often confused with")),
        RelationKind("contrasts_with", _("contrasts with"), _("contrasts with")),
        RelationKind("related", _("related to"), _("related to")),
        RelationKind("formerly", _("formerly called"), _("is now called")),
    )
}

CHOICES = [(kind.name, kind.wording) for kind in KINDS.values()]

HIERARCHIES = ("broader", "part_of")
"""Kinds in which nothing may stand above itself."""
EXCLUSIVE = ("broader", "related")
"""Kinds of which two terms have only one: what is broader is not merely related (SKOS S27)."""
