"""What somebody thanks for, used or reports: a page, or a comment on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kmsite.pages.models import Page
from kmsite.talk.models import Comment
from kmsite.talk.place import place_of
from kmsite.text.excerpts import excerpt
from kmsite.text.plain import plain_text


@dataclass(frozen=True)
class Subject:
    """A page, and the comment on it if that is meant."""

    page: Page
    comment: Comment | None = None

    @property
    def address(self) -> str:
        """Return where it is read."""
        return place_of(self.comment) if self.comment else self.page.get_absolute_url()

    @property
    def opening(self) -> str:
        """Return how the comment begins; empty for a page, and for a comment that was deleted."""
        stands = self.comment is not None and not self.comment.is_deleted
        return excerpt(plain_text(self.comment.html)) if stands else ""

    def around(self, **more: Any) -> dict[str, Any]:
        """Return what a page about it shows, and `more`."""
        return {
            "page": self.page,
            "comment": self.comment,
            "opening": self.opening,
            "back": self.address,
            "nav": self.page.SHELVES[self.page.kind],
            **more,
        }
