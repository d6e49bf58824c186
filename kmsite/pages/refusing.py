"""What a writer may be answered instead of being saved."""

from __future__ import annotations

from typing import Any

from kmsite.pages.models import Page, Revision
from kmsite.text.merge import Merge
from kmsite.text.refusal import TextRefused
from kmsite.text.structured import Clash

__all__ = [
    "AudienceRefused",
    "Conflict",
    "MergeRefused",
    "MoveRefused",
    "NoLongerAllowed",
    "TextRefused",
    "TitleTaken",
]


class TitleTaken(Exception):
    """A sibling has the title already. `page` is that sibling, or None where the writer may not know it."""

    def __init__(self, page: Page | None = None) -> None:
        super().__init__(page)
        self.page = page


class NoLongerAllowed(TextRefused):
    """A right ended while somebody wrote; found out inside the lock, and nothing was written.

    A view gives the text back as after any other refusal. With `sees_page` False it answers, beside that, as
    if there were no such page (404): its title, address and neighbours are no longer this writer's business.
    """

    def __init__(self, message: str, *, sees_page: bool) -> None:
        super().__init__(message)
        self.sees_page = sees_page


class AudienceRefused(ValueError):
    """A page may be narrower than its parent, never wider, and no audience stands below another."""


class MoveRefused(ValueError):
    """There is no such place for the page: gone, hidden, archived, or below the page itself."""


class MergeRefused(ValueError):
    """Two pages cannot become one: gone, one below the other, read by others, or their pages clash."""


class Conflict(Exception):
    """Two people changed the same thing; nothing was written.

    `base` is the revision the writer started from, `theirs` the current one, `draft` what the writer made of
    it, `merge` the three-way merge of the bodies (its text is None if these conflict), `fields` the names of
    what conflicts out of "body", "title" and "lede", `clashes` the places of the entry that do.
    """

    def __init__(
        self,
        base: Revision,
        theirs: Revision,
        draft: Any,
        merge: Merge,
        fields: tuple[str, ...],
        clashes: tuple[Clash, ...] = (),
    ) -> None:
        super().__init__(f"{theirs.title}: {', '.join([*fields, *(clash.path for clash in clashes)])}")
        self.base = base
        self.theirs = theirs
        self.draft = draft
        self.merge = merge
        self.fields = fields
        self.clashes = clashes

    @property
    def mine(self) -> str:
        """The writer's body."""
        return self.draft.body
