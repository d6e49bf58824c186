"""A kept draft as its writer sees it: nothing of a page that they may not see, all of their own words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from kmsite.accounts.models import User
from kmsite.pages import kinds
from kmsite.pages.desks.keeping import ENTRY, ENTRY_WORDS, OWN
from kmsite.pages.models import KeptDraft, Page
from kmsite.pages.permissions import may
from kmsite.pages.saving.drafts import Draft, clean_body

COMPARED = ("title", "lede", "tags", "body")
LABELS = {
    "title": _("Title"),
    "parent": _("Below"),
    "lede": _("In a sentence"),
    "body": _("Text"),
    "tags": _("Tags"),
    "summary": _("Edit summary"),
}
OTHER_DESK = "entry_desk"
"""The field in which a form says its address, where another form than that of its kind is meant."""
OWN_WORDING = _("In other words, place %s")


def at_desk(draft: KeptDraft, usual: str) -> str:
    """Return where `draft` goes on: at the `usual` desk, or at the one of ours that it names."""
    own = draft.fields.get(OTHER_DESK, "")
    is_ours = own.startswith("/") and url_has_allowed_host_and_scheme(own, allowed_hosts=None)
    place = own if is_ours else usual
    return f"{place}{'&' if '?' in place else '?'}draft={draft.pk}"


@dataclass
class Unsaved:
    """One text and what its writer may do with it."""

    draft: KeptDraft
    writer: User

    @cached_property
    def page(self) -> Page | None:
        """Return the page it was written for, if the writer may see it now."""
        return self.draft.page if self.draft.page_id and may(self.writer, "read", self.draft.page) else None

    @property
    def kind(self) -> kinds.Kind:
        """Return what is particular to the kind of page it was written for."""
        return kinds.of(self.draft.kind)

    @property
    def title(self) -> str:
        """Return the title that the writer gave, at most."""
        title = getattr(self.draft, "title", None)
        return title if title is not None else self.draft.fields.get("title", "")

    @property
    def can_go_on(self) -> bool:
        """Say whether the editor is open to the writer: of the page, or else of a new one."""
        of_page, of_new = self.kind.rights_at_desk
        if self.page is None:
            return may(self.writer, of_new)
        return may(self.writer, of_page, self.page) and self.page.archived_at is None

    @property
    def editor(self) -> str:
        """Return the address at which the writer goes on."""
        place = self.kind.desk_on(self.page) if self.page else reverse(self.kind.desk_of_new)
        return at_desk(self.draft, place)

    @property
    def words(self) -> list[tuple[str, Any, str]]:
        """Return every field that holds something: its name, its label, what was written."""
        fields = self.draft.fields
        own = {name: OWN_WORDING % name.removeprefix("own-") for name in fields if OWN.match(name)}
        entry = {
            name: self.kind.label(name) for name in fields if ENTRY.match(name) and name.endswith(ENTRY_WORDS)
        }
        labels = {**LABELS, **entry, **own}
        return [(name, label, fields[name]) for name, label in labels.items() if fields.get(name)]

    @property
    def is_of_page(self) -> bool:
        """Say whether it changes the page, and is not only something said on it."""
        return self.page is not None and self.page.kind == self.draft.kind

    def before(self) -> dict[str, Any]:
        """Return what the page says now, part by part, of what was written; nothing for a new one."""
        if not self.is_of_page or self.page.current is None:
            return {}
        now = Draft.of(self.page.current)
        return {name: getattr(now, name) for name in COMPARED if name in self.draft.fields}

    def now(self) -> dict[str, Any]:
        """Return what was written, part by part, as it would be saved."""
        words = {name: self.draft.fields[name] for name in COMPARED if name in self.draft.fields}
        return {**words, "body": clean_body(words.get("body", ""))}
