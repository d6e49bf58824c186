"""Removing a secret from the history of a page: one of the two ways in which a revision changes."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from kmsite.pages import kinds
from kmsite.pages.endings.redacting import MARK, Secret, SecretRefused, digest, pages_of
from kmsite.pages.index import forgetting, learning
from kmsite.pages.locking import lock_pages
from kmsite.pages.models import KeptDraft, LedgerEntry, Link, Name, Page, Redirect, Revision
from kmsite.pages.names import addressing, headings, linking
from kmsite.pages.reach import reaches_now
from kmsite.pages.refusing import TitleTaken
from kmsite.pages.retrying import in_one_transaction
from kmsite.pages.saving.deriving import PATIENCE, derive, known_of, rendered_of
from kmsite.pages.saving.drafts import Draft
from kmsite.pages.saving.writing import refuse_taken
from kmsite.pages.shown import beside, showing
from kmsite.pages.tags import tagging
from kmsite.pages.terms_inside import autolinking
from kmsite.pages.told import ledger
from kmsite.text.names import name_key
from kmsite.text.slugs import slugify

Change = Callable[[Revision], dict[str, Any]]


@in_one_transaction
def remove(page: Page, *, secret: Secret, why: str, by: Any) -> int:
    """Put a mark in the place of `secret` in everything that `page` ever said; return in how many revisions.

    Title, lede, tags, summaries and texts of its revisions and of what was merged into it, what is derived
    from them, names, addresses, unsaved texts of other people, and what apps keep beside it (`beside`).
    Raises SecretRefused when it stands nowhere, or in `why`, which the ledger keeps.
    """
    if secret.is_in(why):
        raise SecretRefused(_("The reason is kept: do not name the secret in it."))
    rows = _locked(page, by)
    were = learning.words_kept(rows) | learning.words_said([secret.words])
    found = secret.revisions(rows)
    if not found and not beside.counted(secret, rows):
        raise SecretRefused(_("These words stand nowhere on this page or in its history."))
    if not found:
        ledger.record(LedgerEntry.Verb.SECRET_REMOVED, page, by, revisions=[], why=why)
    for id, row in rows.items():
        mine = [revision for revision in found if revision.page_id == id]
        if mine:
            _change(row, mine, secret.revision, why, by)
    _forget(secret, rows)
    touched = set().union(*(_derive_again(row, secret) for row in rows.values()))
    forgetting.forget(were - learning.words_kept(rows))
    showing.touch(touched)
    tagging.forget(secret.words)
    return len(found)


@in_one_transaction
def remove_text(page: Page, *, number: int, why: str, by: Any) -> None:
    """Put a mark in the place of the whole text of revision `number` of `page`; title and summary stay.

    Raises SecretRefused when there is no such revision.
    """
    row = _locked(page, by)[page.pk]
    were = learning.words_kept([page.pk])
    revision = row.revisions.filter(number=number).first()
    if revision is None:
        raise SecretRefused(_("This page has no revision %d.") % number)
    were |= learning.words_said([revision.body])
    body = f"{MARK}\n"
    _change(row, [revision], lambda old: {"body": body, "sha256": digest(body)}, why, by)
    headings.forget(page)
    touched = _derive_again(row, None) if revision.pk == row.current_id else {page.pk}
    forgetting.forget(were - learning.words_kept([page.pk]))
    showing.touch(touched)


def removals(page: Page, number: int) -> list[LedgerEntry]:
    """Return the deeds that removed something from revision `number` of `page`, the newest first."""
    deeds = LedgerEntry.objects.filter(page=page, verb=LedgerEntry.Verb.SECRET_REMOVED)
    return list(deeds.filter(about__revisions__contains=[number]).select_related("by").order_by("-at"))


def _locked(page: Page, by: Any) -> dict[int, Page]:
    """Lock the page and what was merged into it; raises SecretRefused when `by` may not see it (any more)."""
    rows = lock_pages(pages_of(page))
    now = rows.get(page.pk)
    if now is None or not now.is_live or not (by is None or now.reach in reaches_now(by)):
        raise SecretRefused(_("The page is no longer there."))
    return rows


def _change(page: Page, revisions: list[Revision], change: Change, why: str, by: Any) -> None:
    at = timezone.now()
    for revision in revisions:
        Revision.objects.filter(pk=revision.pk).update(**change(revision), removed_at=at)
    numbers = sorted(revision.number for revision in revisions)
    ledger.record(LedgerEntry.Verb.SECRET_REMOVED, page, by, revisions=numbers, why=why)


def _forget(secret: Secret, pages: dict[int, Page]) -> None:
    """Take the secret out of what stands beside the revisions: unsaved texts, names, old addresses, deeds."""
    for draft in secret.drafts(pages):
        KeptDraft.objects.filter(pk=draft.pk).update(fields=secret.out_of(draft.fields))
    for deed in LedgerEntry.objects.besides_saves().filter(page__in=pages):
        if (about := secret.out_of(deed.about)) != deed.about:
            LedgerEntry.objects.filter(pk=deed.pk).update(about=about)
    for kind in sorted({page.kind for page in pages.values()}):
        kinds.of(kind).forget(secret, pages)
    beside.forget(secret, pages)
    names = Name.objects.filter(page__in=pages)
    names.filter(key__contains=name_key(secret.words)).exclude(kind=Name.Kind.TITLE).delete()
    old = Redirect.objects.filter(page__in=pages)
    old.filter(pk__in=[one.pk for one in old if _is_in_address(secret, one.slug)]).delete()


def _derive_again(page: Page, secret: Secret | None) -> set[int]:
    """Let `page` say what its current revision says now, and all that follows; return whom that touches."""
    current = Revision.objects.get(pk=page.current_id)
    draft, old_key = Draft.of(current), page.title_key
    page.title, page.title_key, page.lede = draft.title, name_key(draft.title), draft.lede
    if page.title_key != old_key:
        _take_free_title(page, current)
    if page.title_key != old_key or _is_in_address(secret, page.slug):
        _take_free_address(page, secret)
    page.save(update_fields=["title", "title_key", "slug", "lede"])
    tagging.set_tags(page, draft.tags)
    related = kinds.of(page.kind).record(page, draft)
    derive(page, current, rendered_of(page.kind, draft, patience=PATIENCE), known_of(page))
    headings.forget(page)
    healed = linking.heal(page, {old_key, page.title_key}) if page.is_live else set()
    if not page.is_live:  # its links were given to the page that it was merged into
        Link.objects.filter(source=page).delete()
    mentioned = autolinking.came_or_went([page.pk])
    return showing.frames_around(page.pk, page.parent_id) | healed | related | mentioned


def _take_free_title(page: Page, current: Revision) -> None:
    """Number the title when a sibling has it: nobody can be asked for another."""
    title = page.title
    for number in count(2):
        try:
            refuse_taken(page, None)
        except TitleTaken:
            page.title = f"{title[:190]} {number}"
            page.title_key = name_key(page.title)
        else:
            break
    if page.title != title:
        Revision.objects.filter(pk=current.pk).update(title=page.title)
        current.title = page.title


def _take_free_address(page: Page, secret: Secret | None) -> None:
    """Give `page` the address of its new title; one that holds the secret leads nowhere from now on."""
    old = page.slug
    page.slug = addressing.free_slug(page)
    if page.slug != old and not _is_in_address(secret, old):
        addressing.keep_old(page, old)


def _is_in_address(secret: Secret | None, slug: str) -> bool:
    words = slugify(secret.words, empty="") if secret else ""
    return bool(words) and words in slug
