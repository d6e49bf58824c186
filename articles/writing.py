"""What every form of an article holds, new or not. The text is kept whatever is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.utils.translation import gettext_lazy as _

from kmsite.pages.desks.desk_forms import DeskForm
from kmsite.pages.fields import BodyField, LineField, TagsField, WishField
from kmsite.pages.models import Revision
from kmsite.pages.refusing import AudienceRefused
from kmsite.pages.terms_inside.wanting import ON, readable, wish_of, wishing

WRITTEN = ("title", "lede", "tags", "body")


class WritingForm(DeskForm):
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

    refused_beside = "body"

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
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
        """Turn what the wiki refuses, readers that cannot be as well, into an error of the form."""
        with super()._refusals():
            try:
                yield
            except AudienceRefused as refused:
                self.add_error("audience" if "audience" in self.fields else None, str(refused))

    def says_nothing_new(self) -> bool:
        """Say whether just this form was saved already, every word as it is."""
        return self.is_valid() and self.is_saved


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
