"""Forms that every kind of page shares."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kmsite.accounts.models import User
from kmsite.pages.counts.pacing import refuse_too_fast
from kmsite.pages.desks.desk_forms import LARGEST_NUMBER
from kmsite.pages.desks.refusable import RefusableForm
from kmsite.pages.fields import LineField
from kmsite.pages.models import Page, Revision
from kmsite.pages.permissions import may
from kmsite.pages.saving import editing
from kmsite.pages.saving.drafts import Draft
from kmsite.pages.saving.editing import Conflict, Saved, TitleTaken

MOVED_ON = _("Somebody saved this page meanwhile. Look at what would change now, then confirm it.")


class RestoreForm(RefusableForm):
    """Restoring `old`: seen against the current revision, and only on top of it."""

    summary = LineField(label=_("Edit summary"), max_length=300, required=False)
    base_revision = forms.IntegerField(min_value=1, max_value=LARGEST_NUMBER, widget=forms.HiddenInput)
    key = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    def __init__(self, data: Mapping[str, str] | None, *, page: Page, old: Revision, writer: User) -> None:
        initial = {"base_revision": page.current.number, "key": uuid.uuid4().hex}
        super().__init__(data, initial=initial)
        self.page, self.old, self.writer = page, old, writer

    def clean_base_revision(self) -> int:
        """Refuse what was confirmed against another revision than the current one."""
        number = self.cleaned_data["base_revision"]
        if number != self.page.current.number:
            self._start_again()
            raise ValidationError(MOVED_ON)
        return number

    @property
    def keeps_title(self) -> bool:
        """Whether the title stays as it is, because the writer may not rename the page."""
        return self.old.title != self.page.title and not may(self.writer, "rename", self.page)

    def restore(self) -> Saved | None:
        """Restore; None when it was refused, and then the form says why."""
        with self._refusals():
            refuse_too_fast(self.writer, "edit")
            return self._restored()
        return None

    @contextmanager
    def _refusals(self) -> Iterator[None]:
        """Turn what is refused into an error; where somebody saved meanwhile, the form starts again."""
        with super()._refusals():
            try:
                yield
            except Conflict:
                self.page.refresh_from_db()
                self._start_again()
                self.add_error(None, MOVED_ON)
            except TitleTaken:
                self.add_error(None, _("Another page has the title of that revision by now."))

    def _restored(self) -> Saved:
        fields = self.cleaned_data
        act = {"base": fields["base_revision"], "by": self.writer, "key": fields["key"]}
        if not self.keeps_title:
            return editing.restore(self.page, number=self.old.number, summary=fields["summary"], **act)
        said = Draft.of(self.old).said() | {"title": None}
        return editing.revise(self.page, summary=fields["summary"] or self._summary(), **said, **act)

    def _summary(self) -> str:
        return gettext("Restore the text of revision %d") % self.old.number

    def _start_again(self) -> None:
        self.data = {**self.data.dict(), "base_revision": str(self.page.current.number)}
