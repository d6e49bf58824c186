"""What is particular to terms among the kinds of pages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from glossary import assembling, proposing, reading_entries, recording, working
from glossary.entry import Entry
from glossary.models import Term
from kmsite.pages import kinds
from kmsite.pages.endings.redacting import Secret
from kmsite.pages.models import Page
from kmsite.pages.saving.drafts import Draft

STEWARDED = "SELECT page_id FROM glossary_term WHERE steward_id IS NOT NULL"
"""Which terms somebody looks after."""


class TermKind(kinds.Kind):
    """Pages of the kind `term`: curators write them, and an entry stands beside the text."""

    name = Page.Kind.TERM.value
    rights = dict.fromkeys(
        ("create", "edit", "rename", "move", "merge", "trash", "restore", "archive"), "glossary"
    )
    titles_are_unique = False
    indexed_status = "(SELECT t.status FROM glossary_term t WHERE t.page_id = p.id)"
    trusted_statuses = frozenset({"approved"})
    kept_on_restore = frozenset({"status", "replaced_by", "steward", "review_due", "is_shareable"})
    labels = {"title": _("Name"), "lede": _("In short"), "body": _("Longer text")}

    desk, desk_of_new = "propose/", "glossary:new"
    rights_at_desk = ("read", "read")

    def called(self, id: str) -> str | Promise:
        return dict(Term.Status.choices).get(id, id)

    def completed(self, entry: kinds.Entry) -> dict[str, Any]:
        return recording.completed(Entry.of(entry)).structure()

    def texts(self, entry: kinds.Entry) -> dict[str, str]:
        read = Entry.of(entry)
        parts = [*read.definitions, *(note for note in read.notes if note.kind != "editor")]
        return {part.id: part.text for part in parts}

    def names(self, entry: kinds.Entry) -> tuple[str, ...]:
        return tuple(name.text for name in Entry.of(entry).names)

    def record(self, page: Page, draft: Draft) -> set[int]:
        return recording.record(page, draft.title, Entry.of(draft.entry))

    def beside(self, pages: set[int]) -> set[int]:
        return recording.related(pages)

    def refuse_trash(self, page: Page) -> None:
        recording.refuse_trash(page)

    def let_go(self, pages: set[int]) -> None:
        recording.let_go(pages)

    def forget(self, secret: Secret, pages: Iterable[int]) -> None:
        proposing.forget(secret, pages)

    def stewards(self, pages: Iterable[int]) -> dict[int, int]:
        return working.stewards_of(pages)

    def lacks(self, pages: Iterable[int]) -> dict[str, tuple[str | Promise, set[int]]]:
        return working.lacks_of(pages)

    def label(self, field: str) -> str | Promise:
        return assembling.label(field)

    def readable(self, entry: kinds.Entry) -> dict[str, tuple[str | Promise, str]]:
        return reading_entries.readable(Entry.of(entry))
