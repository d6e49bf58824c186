"""Where a secret stands in what a page ever said, and what stands there without it."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext as _

from kmsite.pages.models import KeptDraft, Page, Revision
from kmsite.pages.refusing import TextRefused
from kmsite.pages.saving.drafts import LONGEST_LEDE, LONGEST_SUMMARY, LONGEST_TITLE, clean_body

MARK = "█removed█"
"""What stands where something was removed: no sign of it has a meaning in Markdown."""
LEAST = 4
"""Characters of a secret at least: shorter ones stand in too many words."""
GUARDED = timedelta(days=1)
_AROUND = 40


class SecretRefused(ValueError):
    """What is to be removed cannot be; the message says why."""


@dataclass(frozen=True)
class Occurrence:
    """A revision with a secret in it: in which places, and what stands around it in the text."""

    revision: Revision
    places: list[str] = field(default_factory=list)
    times: int = 0
    passage: str = ""


@dataclass(frozen=True)
class Secret:
    """Words that must stand nowhere any more, in the forms in which they may have been kept."""

    words: str

    @classmethod
    def of(cls, words: str) -> Secret:
        """Clean `words` as texts are cleaned; raises SecretRefused for fewer than LEAST characters."""
        words = clean_body(words).strip()
        if len(words) < LEAST:
            raise SecretRefused(_("Give at least %d characters: fewer stand in too many words.") % LEAST)
        return cls(words)

    @property
    def forms(self) -> set[str]:
        return {self.words, unicodedata.normalize("NFC", self.words)}

    def is_in(self, text: str) -> bool:
        return any(form in text for form in self.forms)

    def out_of(self, value: Any) -> Any:
        """Return plain JSON, or a text, with the mark wherever the secret stood."""
        if isinstance(value, str):
            for form in self.forms:
                value = value.replace(form, MARK)
            return value
        if isinstance(value, list):
            return [self.out_of(one) for one in value]
        if isinstance(value, dict):
            return {name: self.out_of(one) for name, one in value.items()}
        return value

    def revision(self, old: Revision) -> dict[str, Any]:
        """Return the columns of `old` without the secret; a tag that holds it is left out."""
        structure = self.out_of({name: one for name, one in old.structure.items() if name != "tags"})
        if "lede" in structure:
            structure["lede"] = structure["lede"][:LONGEST_LEDE]
        tags = [tag for tag in old.structure.get("tags", []) if not self.is_in(tag)]
        body = self.out_of(old.body)
        return {
            "title": self.out_of(old.title)[:LONGEST_TITLE],
            "summary": self.out_of(old.summary)[:LONGEST_SUMMARY],
            "structure": structure | ({"tags": tags} if "tags" in old.structure else {}),
            "body": body,
            "sha256": digest(body),
        }

    def revisions(self, pages: Iterable[int]) -> list[Revision]:
        """Return the revisions of `pages` (ids) that hold the secret, the newest first."""
        found = Q()
        for form in self.forms:
            escaped = json.dumps(form, ensure_ascii=False)[1:-1]
            found |= Q(body__contains=form) | Q(title__contains=form) | Q(summary__contains=form)
            found |= Q(structured__contains=escaped)
        rows = Revision.objects.filter(page__in=pages).annotate(structured=Cast("structure", TextField()))
        return list(rows.filter(found).select_related("by", "page").order_by("page", "-number"))

    def drafts(self, pages: Iterable[int]) -> list[KeptDraft]:
        """Return the unsaved texts on `pages` (ids) that hold the secret, whoever writes them."""
        drafts = KeptDraft.objects.filter(page__in=pages)
        return [draft for draft in drafts if self.out_of(draft.fields) != draft.fields]


def digest(body: str) -> str:
    """Return the sha256 that a revision keeps of its body."""
    return hashlib.sha256(body.encode()).hexdigest()


def pages_of(page: Page) -> list[int]:
    """Return the ids of `page` and of what was merged into it: their past is told as one."""
    return [page.pk, *Page.objects.filter(merged_into=page).values_list("pk", flat=True)]


def occurrences(page: Page, secret: Secret) -> list[Occurrence]:
    """Return every revision of `page` that holds `secret`, the newest first."""
    return [_occurrence(revision, secret) for revision in secret.revisions(pages_of(page))]


def refuse_return(base: Revision, body: str) -> None:
    """Raise TextRefused for a text that may bring back what was removed from `base` while it was written.

    For a day nobody takes a mark away: an editor that was open before would put the secret in its place.
    """
    is_guarded = base.removed_at and base.removed_at > timezone.now() - GUARDED
    if is_guarded and body.count(MARK) < base.body.count(MARK):
        raise TextRefused(
            _("Something was removed from this text for good. Put “%s” where it stood, and save again.")
            % MARK
        )


def _occurrence(revision: Revision, secret: Secret) -> Occurrence:
    structure = revision.structure
    parts = {
        _("text"): revision.body,
        _("title"): revision.title,
        _("lede"): structure.get("lede", ""),
        _("tags"): "\n".join(structure.get("tags", [])),
        _("edit summary"): revision.summary,
    }
    places = [name for name, text in parts.items() if secret.is_in(text)]
    times = sum(max(text.count(form) for form in secret.forms) for text in parts.values())
    return Occurrence(revision, places, times, _passage(revision.body, secret))


def _passage(body: str, secret: Secret) -> str:
    """Return what stands around the secret in the text, with the mark in its place."""
    before, mark, after = secret.out_of(body).partition(MARK)
    passage = f"…{before[-_AROUND:]}{mark}{after[:_AROUND]}…"
    return " ".join(passage.split()) if mark else ""
