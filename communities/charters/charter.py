"""The charter of a community: what a revision of its page holds beside name, purpose line and text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any, Self

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kmsite.text.refusal import TextRefused

LONGEST_PART = 4000
LABELS = {
    "domain": gettext_lazy("Our subject"),
    "why": gettext_lazy("Why it matters"),
    "practice": gettext_lazy("What we do together"),
    "inside": gettext_lazy("In scope"),
    "outside": gettext_lazy("Out of scope"),
    "rhythm": gettext_lazy("Our rhythm"),
    "commitment": gettext_lazy("What we expect of one another"),
    "success": gettext_lazy("Signs of success"),
    "review_due": gettext_lazy("Charter review due"),
}
"""Wenger's triad (domain, community, practice) and what the field adds to it."""


@dataclass(frozen=True, slots=True)
class Charter:
    """The parts of a charter, each in Markdown, and the day by which it wants to be looked at again."""

    domain: str = ""
    why: str = ""
    practice: str = ""
    inside: str = ""
    outside: str = ""
    rhythm: str = ""
    commitment: str = ""
    success: str = ""
    review_due: date | None = None

    @classmethod
    def of(cls, said: Mapping[str, Any]) -> Self:
        """Read what `structure` wrote; what is missing is empty."""
        known = {field.name: said[field.name] for field in fields(cls) if field.name in said}
        if known.get("review_due"):
            known["review_due"] = date.fromisoformat(known["review_due"])
        return cls(**known)

    def structure(self) -> dict[str, Any]:
        """Return this charter as plain JSON, as a revision keeps it; TextRefused when a part is too long."""
        said = asdict(self)
        for name in PARTS:
            if len(said[name]) > LONGEST_PART:
                raise TextRefused(_("“%(part)s” is too long: %(most)d characters at most.")
                                  % {"part": LABELS[name], "most": LONGEST_PART})  # fmt: skip
        return said | {"review_due": self.review_due.isoformat() if self.review_due else None}

    def texts(self) -> dict[str, str]:
        """Return the parts that say something, in order, in Markdown."""
        return {name: text for name in PARTS if (text := getattr(self, name))}


PARTS = tuple(field.name for field in fields(Charter) if field.name != "review_due")
