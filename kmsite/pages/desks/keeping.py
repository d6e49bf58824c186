"""The one writer of kept drafts: what somebody is writing, and what was sent and not saved."""

from __future__ import annotations

import hashlib
import re
import secrets
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from kmsite.pages.models import KeptDraft
from kmsite.pages.retrying import in_one_transaction

FIELDS = ("title", "parent", "lede", "body", "tags", "audience", "summary", "minor")
OWN = re.compile(r"own-[\w/]{1,20}\Z")
"""Fields in which somebody words a place of a conflict anew."""
ENTRY = re.compile(r"entry_\w{1,40}\Z")
"""Fields of what stands beside the text of a page (`kinds.Entry`); those that end so hold words."""
ENTRY_WORDS = ("_text", "_title", "_reason", "_note")
WORDS = ("title", "lede", "body", "tags", "summary")
"""The fields that somebody writes in; a form without a word in any of them holds nothing to keep."""
LONGEST_REASON, LONGEST_FORM_KEY, LARGEST_NUMBER = 300, 64, 2**31 - 1
KEPT_FOR, WAITS_FOR = timedelta(days=90), timedelta(days=1)
"""How long a draft is kept after its last change, and how long a text of nobody waits for its writer."""
MOST_OF_ONE, MOST_OF_NOBODY = 200, 500
AT_ONCE = 50
"""How many old rows one writer throws away."""


@dataclass(frozen=True)
class Writing:
    """What stands in a form: which form it is, what it changes from where, and its words.

    `continues` is the draft that it was filled in from: kept as this one, it is needed no more.
    """

    form: str
    page: int | None
    kind: str
    base: int | None
    fields: dict[str, str]
    continues: int | None = None

    @classmethod
    def sent(cls, form: Mapping[str, str], *, kind: str, page: int | None) -> Writing:
        """Return what was sent as `form`, whatever is wrong with it."""
        words = {name: _clean(text) for name, text in form.items() if _is_kept(name)}
        return cls(
            form=kept_key(form.get("key", "")) or uuid.uuid4().hex,
            page=page,
            kind=kind,
            base=_number(form.get("base_revision", "")),
            fields=words,
            continues=_number(form.get("continues", "")),
        )

    @property
    def has_words(self) -> bool:
        words = [*WORDS, *(name for name in self.fields if name.endswith(ENTRY_WORDS))]
        return any(self.fields.get(name, "").strip() for name in words)

    @property
    def size(self) -> int:
        """Return the number of characters in all fields."""
        return sum(map(len, self.fields.values()))


@in_one_transaction
def keep(writing: Writing, *, owner: int, reason: str = "") -> KeptDraft:
    """Keep what the person `owner` has in a form, in the place of what the same form held before.

    Why it was refused stays with it while somebody writes on: without a new `reason` the old one holds.
    """
    row = _row(writing, reason)
    mine = KeptDraft.objects.filter(owner=owner)
    draft = mine.filter(form=writing.form).select_for_update().defer("fields").first()
    if draft is None:
        draft = KeptDraft.objects.create(owner_id=owner, form=writing.form, began_at=row["at"], **row)
        throw_away_old(owner)
    else:
        row["reason"] = row["reason"] or draft.reason
        KeptDraft.objects.filter(pk=draft.pk).update(**row)
    if writing.continues:
        mine.filter(pk=writing.continues).exclude(pk=draft.pk).delete()
    for name, value in row.items():
        setattr(draft, name, value)
    return draft


@in_one_transaction
def keep_for_nobody(writing: Writing, *, reason: str) -> tuple[KeptDraft, str] | None:
    """Keep a text whose writer is not known; return it and the secret that opens it.

    None when so many wait already that no more are taken.
    """
    throw_away_old(None)
    if KeptDraft.objects.of_nobody().count() >= MOST_OF_NOBODY:
        return None
    secret, row = secrets.token_urlsafe(32), _row(writing, reason)
    draft = KeptDraft.objects.create(
        owner=None, form=writing.form, claim=digest(secret), began_at=row["at"], **row
    )
    return draft, secret


@in_one_transaction
def claim(draft: KeptDraft, *, by: Any) -> KeptDraft:
    """Give a text of nobody to `by`, who showed its secret; it never takes the place of another draft.

    Nothing happens where somebody else claimed it, or threw it away, at that moment.
    """
    taken = KeptDraft.objects.filter(owner=by, form=draft.form).exists()
    form = uuid.uuid4().hex if taken else draft.form
    if KeptDraft.objects.filter(pk=draft.pk, owner=None).update(owner=by, claim="", form=form):
        draft.owner, draft.claim, draft.form = by, "", form
    return draft


def give_reason(draft: KeptDraft, reason: str) -> None:
    """Say why `draft` was not saved."""
    draft.reason = _clean(reason)[:LONGEST_REASON]
    KeptDraft.objects.filter(pk=draft.pk).update(reason=draft.reason)


def discard(draft: KeptDraft) -> None:
    """Throw `draft` away: its writer said so, or its words are saved."""
    KeptDraft.objects.filter(pk=draft.pk).delete()


def discard_form(form: str, *, owner: int) -> None:
    """Throw away what the person `owner` had in a form."""
    KeptDraft.objects.filter(owner=owner, form=kept_key(form)).delete()


def throw_away_old(owner: int | None) -> None:
    """Throw away what nobody came back for, a bounded number, and what one person has too many of."""
    now = timezone.now()
    old = Q(at__lt=now - KEPT_FOR) | Q(owner=None, at__lt=now - WAITS_FOR)
    gone = list(KeptDraft.objects.filter(old).values_list("pk", flat=True)[:AT_ONCE])
    if owner is not None:
        mine = KeptDraft.objects.filter(owner=owner).order_by("-at", "-id").values_list("pk", flat=True)
        gone += mine[MOST_OF_ONE : MOST_OF_ONE + AT_ONCE]
    if gone:
        KeptDraft.objects.filter(pk__in=gone).delete()


def kept_key(key: str) -> str:
    """Return the key of a form as it is kept, whatever was sent as one."""
    return _clean(key)[:LONGEST_FORM_KEY]


def digest(secret: str) -> str:
    """Return what is stored of the secret of a text of nobody."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _row(writing: Writing, reason: str) -> dict[str, Any]:
    return {
        "page_id": writing.page,
        "kind": writing.kind,
        "base": writing.base,
        "fields": writing.fields,
        "reason": _clean(reason)[:LONGEST_REASON],
        "at": timezone.now(),
    }


def _is_kept(name: str) -> bool:
    return name in FIELDS or bool(OWN.match(name) or ENTRY.match(name))


def _clean(text: str) -> str:
    """Return `text` as the database can hold it, with line feeds only."""
    return text.replace("\0", "").replace("\r\n", "\n").encode("utf-8", "replace").decode()


def _number(text: str) -> int | None:
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 11 else 0
    return number if 0 < number <= LARGEST_NUMBER else None
