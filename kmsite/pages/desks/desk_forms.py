"""What forms share in which somebody writes a page: no word is lost, and nothing newer is written over."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kmsite.accounts.models import User
from kmsite.pages.desks.refusable import RefusableForm
from kmsite.pages.models import KeptDraft, Page, Revision
from kmsite.pages.permissions import may
from kmsite.pages.refusing import TitleTaken

LARGEST_NUMBER = 2**31 - 1


class DeskForm(RefusableForm):
    """What somebody writes of a page: sent twice it is saved once, and a kept draft goes on in it."""

    key = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
    continues = forms.CharField(max_length=20, required=False, widget=forms.HiddenInput)

    not_written = frozenset({"key", "continues"})
    """Fields that hold nothing of what is saved."""
    title_taken = _("There is a page with this title here already. Choose another title.")
    taken: Page | None = None
    """The page that has the title already, where the writer may see it."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        writer: User,
        initial: Mapping[str, Any] | None = None,
        draft: KeptDraft | None = None,
    ) -> None:
        super().__init__(data, initial={**(initial or {}), **(written_in(draft) if draft else {})})
        self.writer, self.draft = writer, draft
        self.fields["key"].initial = uuid.uuid4().hex

    @contextmanager
    def _refusals(self) -> Iterator[None]:
        """Turn what is refused, a title that is taken as well, into an error of the form."""
        with super()._refusals():
            try:
                yield
            except TitleTaken as taken:
                self.taken = taken.page if taken.page and may(self.writer, "read", taken.page) else None
                self.add_error("title", self.title_taken)

    @property
    def is_saved(self) -> bool:
        """Say whether just this form was saved already, every word as it is."""
        key = self._key()
        return bool(key) and Revision.objects.filter(by=self.writer, key=key).exists()

    def _key(self) -> str:
        """Bind the form's key to what it holds: sent twice it is one revision, sent changed another."""
        key = self.cleaned_data["key"]
        written = repr(
            sorted((name, self.cleaned_data[name]) for name in set(self.fields) - self.not_written)
        )
        return hashlib.sha256(f"{key} {written}".encode("utf-8", "replace")).hexdigest() if key else ""


class ChangeForm(RefusableForm):
    """A change of `page`, based on the revision that its writer started from."""

    base_revision = forms.IntegerField(
        min_value=1,
        max_value=LARGEST_NUMBER,
        widget=forms.HiddenInput,
        error_messages={"required": _("The form does not say which revision it started from.")},
    )
    page: Page

    def clean_base_revision(self) -> Revision:
        """Return the revision that the writer started from."""
        number = self.cleaned_data["base_revision"]
        base = self.page.revisions.select_related("by").filter(number=number).first()
        if base is None:
            raise ValidationError(_("This page has no revision %s to start from.") % number)
        return base


def written_in(draft: KeptDraft) -> dict[str, Any]:
    """Return the form's fields as somebody left them in `draft`; its words merge from where they began."""
    base = {"base_revision": draft.base} if draft.base else {}
    return {"minor": False, **draft.fields, **base, "continues": draft.pk}
