"""Undoing one earlier edit: a merge whose base is that edit, theirs the page now, mine what was before it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext

from kmsite.accounts.models import User
from kmsite.pages.forms import RestoreForm
from kmsite.pages.models import Page, Revision
from kmsite.pages.permissions import may
from kmsite.pages.saving import editing
from kmsite.pages.saving.drafts import Draft, merged
from kmsite.pages.saving.editing import Saved


class UndoForm(RestoreForm):
    """Undoing the edit `undone`, seen against the current revision, and only on top of it."""

    def __init__(
        self, data: Mapping[str, str] | None, *, page: Page, undone: Revision, before: Revision, writer: User
    ) -> None:
        super().__init__(data, page=page, old=before, writer=writer)
        self.undone = undone

    @property
    def keeps_title(self) -> bool:
        """Whether the title stays as it is, because the writer may not rename the page."""
        return self.old.title != self.undone.title and not may(self.writer, "rename", self.page)

    @cached_property
    def result(self) -> Draft:
        """What the page would say; raises Conflict where a later edit changed the same thing."""
        before = Draft.of(self.old)
        mine = replace(before, title=self.undone.title) if self.keeps_title else before
        return merged(self.undone, self.page.current, mine)

    @property
    def has_nothing_to_undo(self) -> bool:
        """Whether what the edit did is no longer there."""
        return self.result.says(Draft.of(self.page.current))

    def sent(self) -> QueryDict:
        """Return this form as the page of a conflict takes it over."""
        form = QueryDict(mutable=True)
        for name in ("key", "summary"):
            form[name] = self[name].value() or ""
        form["summary"] = form["summary"] or self._summary()
        form["began_on"] = str(self.page.current.number)
        return form

    def _restored(self) -> Saved:
        fields = self.cleaned_data
        return editing.revise(
            self.page,
            base=self.undone.number,
            began_on=fields["base_revision"],
            summary=fields["summary"] or self._summary(),
            by=self.writer,
            key=fields["key"],
            **Draft.of(self.old).said() | ({"title": None} if self.keeps_title else {}),
        )

    def _summary(self) -> str:
        return gettext("Undo revision %d") % self.undone.number
