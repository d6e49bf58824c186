"""What every form of an article holds, new or not. The text is kept whatever is wrong with it."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from kmsite.accounts.models import User
from kmsite.pages.editing import NoLongerAllowed, TitleTaken
from kmsite.pages.fields import BodyField, LineField, TagsField, WishField
from kmsite.pages.models import KeptDraft, Page, Revision
from kmsite.pages.permissions import may
from kmsite.pages.refusing import AudienceRefused
from kmsite.pages.wanting import ON, readable, wish_of, wishing
from kmsite.text.rendering import TextRefused

WRITTEN = ("title", "lede", "tags", "body")


class WritingForm(forms.Form):
    """What is written on an article, whether it is new or not."""

    title = LineField(label=_("Title"), max_length=200)
    lede = LineField(
        label=_("In a sentence"),
        max_length=500,
        required=False,
        help_text=_("What the page is about. It stands below the title and in lists."),
    )
    body = BodyField(label=_("Text"))
    tags = TagsField(label=_("Tags"), required=False, help_text=_("Separated by commas."))
    entry_terms = WishField(label=_("Link terms of the glossary in this text"), initial=ON)
    summary = LineField(
        label=_("Edit summary"),
        max_length=300,
        required=False,
        help_text=_("What you changed and why, for those who read the history."),
    )
    key = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
    continues = forms.CharField(max_length=20, required=False, widget=forms.HiddenInput)

    taken: Page | None = None
    """The page that has the title already, where the writer may see it."""

    def __init__(
        self,
        data: Mapping[str, str] | None = None,
        *,
        writer: User,
        initial: Mapping[str, Any] | None = None,
        draft: KeptDraft | None = None,
    ) -> None:
        super().__init__(data, initial={**(initial or {}), **(written_in(draft) if draft else {})})
        self.writer, self.draft = writer, draft
        self.fields["key"].initial = uuid.uuid4().hex
        for name in ("title", "lede"):
            self.fields[name].widget.attrs["dir"] = "auto"

    def before(self) -> dict[str, Any]:
        """Return what the page said before, part by part; nothing for a new one."""
        return {}

    def now(self) -> dict[str, Any]:
        """Return what was sent, part by part, whether it can be saved or not."""
        sent = {name: self.data[name] for name in WRITTEN if name in self.data}
        words = {name: text.replace("\r\n", "\n") for name, text in sent.items()}
        return {**words, **self._wish(self.data.get("entry_terms"))}

    def _wish(self, wish: str | None) -> dict[str, str]:
        """Return whether terms are linked as it is compared; nothing where the form does not ask for it."""
        if "entry_terms" not in self.data:
            return {}
        return {name: text for name, (_label, text) in readable(wishing({}, wish or ON)).items()}

    @contextmanager
    def _refusals(self) -> Iterator[None]:
        """Turn what the wiki refuses into an error beside the field that caused it."""
        try:
            yield
        except NoLongerAllowed as ended:  # answered as any other request of this writer from now on
            raise (PermissionDenied if ended.sees_page else Http404) from ended
        except TextRefused as refused:
            self.add_error("body", str(refused))
        except AudienceRefused as refused:
            self.add_error("audience" if "audience" in self.fields else None, str(refused))
        except TitleTaken as taken:
            self.taken = taken.page if taken.page and may(self.writer, "read", taken.page) else None
            self.add_error("title", _("There is a page with this title here already. Choose another title."))

    def says_nothing_new(self) -> bool:
        """Say whether just this form was saved already, every word as it is."""
        key = self._key() if self.is_valid() else ""
        return bool(key) and Revision.objects.filter(by=self.writer, key=key).exists()

    def _key(self) -> str:
        """Bind the form's key to what it holds: sent twice it is one revision, sent changed another."""
        key = self.cleaned_data["key"]
        fields = [name for name in self.fields if name not in ("key", "continues")]
        written = repr(sorted((name, self.cleaned_data[name]) for name in fields))
        return hashlib.sha256(f"{key} {written}".encode("utf-8", "replace")).hexdigest() if key else ""


def written_in(draft: KeptDraft) -> dict[str, Any]:
    """Return the form's fields as somebody left them in `draft`; its words merge from where they began."""
    base = {"base_revision": draft.base} if draft.base else {}
    return {"minor": False, **draft.fields, **base, "continues": draft.pk}


def written_on(revision: Revision) -> dict[str, Any]:
    """Return the form's fields as `revision` has them."""
    return {
        "title": revision.title,
        "lede": revision.structure.get("lede", ""),
        "body": revision.body,
        "tags": revision.structure.get("tags", []),
        "entry_terms": wish_of(revision.structure),
        "base_revision": revision.number,
    }
