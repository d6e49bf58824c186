"""What a writer may be answered instead of being saved."""

from __future__ import annotations

from kmsite.pages.models import Page, Revision
from kmsite.text.merge import Merge
from kmsite.text.refusal import TextRefused

__all__ = ["AudienceRefused", "Conflict", "MergeRefused", "MoveRefused", "TextRefused", "TitleTaken"]


class TitleTaken(Exception):
    """A sibling has the title already. `page` is that sibling, or None where the writer may not know it."""

    def __init__(self, page: Page | None = None) -> None:
        super().__init__(page)
        self.page = page


class AudienceRefused(ValueError):
    """A page may be narrower than its parent, never wider, and no audience stands below another."""


class MoveRefused(ValueError):
    """There is no such place for the page: gone, hidden, archived, or below the page itself."""


class MergeRefused(ValueError):
    """Two pages cannot become one: gone, one below the other, read by others, or their pages clash."""


class Conflict(Exception):
    """Two people changed the same thing; nothing was written.

    `base` is the revision the writer started from, `theirs` the current one, `mine` the writer's body,
    `merge` the three-way merge of the bodies (its text is None if these conflict), `fields` the names of
    what conflicts out of "body", "title" and "lede".
    """

    def __init__(
        self, base: Revision, theirs: Revision, mine: str, merge: Merge, fields: tuple[str, ...]
    ) -> None:
        super().__init__(f"{theirs.title}: {', '.join(fields)}")
        self.base = base
        self.theirs = theirs
        self.mine = mine
        self.merge = merge
        self.fields = fields
