"""Creating, revising and restoring pages: the one writer of pages, revisions, names and addresses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeVar

from django.db import IntegrityError
from django.utils.translation import gettext as _

from kmsite.pages import kinds
from kmsite.pages.endings.archiving import refuse_archived
from kmsite.pages.models import Audience, Page, Revision
from kmsite.pages.names import addressing, linking
from kmsite.pages.places.placing import place_for
from kmsite.pages.readers.audiences import reach_below
from kmsite.pages.refusing import Conflict, NoLongerAllowed, TextRefused, TitleTaken
from kmsite.pages.retrying import in_one_transaction, violated
from kmsite.pages.saving.admitting import refuse_shut_out
from kmsite.pages.saving.deriving import rendered_of
from kmsite.pages.saving.drafts import EMPTY, Draft, merged
from kmsite.pages.saving.writing import (
    Act,
    act_of,
    earlier,
    locked,
    refuse_taken,
    rename,
    started_from,
    write_first,
    write_next,
)
from kmsite.pages.shown import showing
from kmsite.pages.terms_inside import autolinking
from kmsite.text.names import name_key
from kmsite.text.rendering import Rendered

__all__ = ["Conflict", "NoLongerAllowed", "Saved", "TextRefused", "TitleTaken", "create", "restore", "revise"]

P = TypeVar("P", bound=Page)


@dataclass(frozen=True)
class Saved:
    """What came of a save. `outcome` is "created", "saved", "merged", "unchanged" or "repeated"."""

    page: Page
    revision: Revision
    outcome: str


def create(
    model: type[P],
    *,
    title: str,
    body: str,
    by: Any,
    parent: Page | None = None,
    lede: str = "",
    tags: Iterable[str] = (),
    entry: Mapping[str, Any] | None = None,
    summary: str = "",
    key: str = "",
    audience: Audience | None = None,
    on_behalf_of: Any = None,
    at: datetime | None = None,
    rendered: Rendered | None = None,
    language: str | None = None,
) -> Saved:
    """Write the first revision of a new page, as the last child of `parent`.

    `rendered` is what `render` made of the cleaned body, where somebody has done that already. `language` is
    that of the page above where none is said.

    Raises TitleTaken when a sibling has the title, TextRefused when title, tags or text cannot be kept, and
    AudienceRefused when `audience` is wider than the parent's. Nothing is written then.
    """
    entry = kinds.of(model.KIND).completed(entry or {})
    draft = EMPTY.changed(title=title, lede=lede, tags=tags, body=body, entry=entry)
    act = act_of(by=by, summary=summary, key=key, at=at, on_behalf_of=on_behalf_of)
    try:
        first = rendered or rendered_of(model.KIND, draft)
        return _create(model, draft, first, act, parent, audience, language)
    except IntegrityError as error:
        if violated(error) == "siblings_have_different_titles":
            raise TitleTaken from error
        raise


def revise(
    page: Page,
    *,
    base: int,
    title: str | None = None,
    body: str,
    lede: str | None = None,
    tags: Iterable[str] | None = None,
    entry: Mapping[str, Any] | None = None,
    summary: str = "",
    minor: bool = False,
    by: Any,
    on_behalf_of: Any = None,
    key: str = "",
    at: datetime | None = None,
    began_on: int | None = None,
) -> Saved:
    """Write a revision of `page` by somebody who started from revision number `base`; None leaves as it was.

    What others saved since is merged in; where both changed the same thing, Conflict is raised. Raises also
    TitleTaken and TextRefused, of which NoLongerAllowed is one kind. A new title renames the page. Nothing is
    written unless all is. The revision remembers `began_on` as its base where that is another one than the
    base of the merge: the writer has settled a conflict, or undoes an older revision.
    """
    tags = tags if tags is None else list(tags)
    entry = entry if entry is None else kinds.of(page.kind).completed(entry)
    change = {"title": title, "lede": lede, "tags": tags, "body": body, "entry": entry}
    rendered = rendered_of(page.kind, EMPTY.changed(body=body, entry=entry))
    act = act_of(by=by, summary=summary, key=key, minor=minor, at=at, on_behalf_of=on_behalf_of)
    try:
        return _revise(page, (base, began_on or base), change, rendered, act)
    except IntegrityError as error:
        if violated(error) == "siblings_have_different_titles":
            raise TitleTaken from error
        raise


def restore(page: Page, *, number: int, base: int, by: Any, summary: str = "", key: str = "") -> Saved:
    """Write a revision of `page` that says what revision `number` said, on top of revision `base`.

    Raises what `revise` raises: Conflict when somebody saved since `base` and changed the same thing.
    """
    old, now = Draft.of(page.revisions.get(number=number)), Draft.of(page.current)
    kept = {name: now.entry[name] for name in kinds.of(page.kind).kept_on_restore if name in now.entry}
    summary = summary or _("Restore revision %d") % number
    return revise(
        page,
        base=base,
        summary=summary,
        by=by,
        key=key,
        **old.said() | {"entry": {**old.entry, **kept}},
    )


@in_one_transaction
def _create(
    model: type[P],
    draft: Draft,
    rendered: Rendered,
    act: Act,
    parent: Page | None,
    audience: Audience | None,
    language: str | None,
) -> Saved:
    parent = locked(parent) if parent else None
    if again := _repeated(model, act):
        return again
    kind = kinds.of(model.KIND)
    admitted = act.by and kind.admits_below(act.by, parent)
    refuse_shut_out(parent, act.by, kind.right("create"), admitted=admitted)
    refuse_archived(parent)
    page = model(
        kind=model.KIND,
        title=draft.title,
        title_key=name_key(draft.title),
        lede=draft.lede,
        parent=parent,
        audience=audience,
        reach=reach_below(parent, audience),
        language=parent.language if parent and language is None else language or "",
        created_at=act.at,
        changed_at=act.at,
    )
    place = place_for(page, act.by)
    if place.is_taken and kind.titles_are_unique:
        if again := _repeated(model, act):  # the same form, sent twice at once, took the title
            return again
        refuse_taken(page, act.by)
    beside = write_first(page, draft, rendered, act, place)
    healed = linking.heal_new(page, place.sections)
    addressing.confirm(page)
    showing.touch_new(page.pk, page.parent_id, healed | beside)
    return Saved(page, page.current, "created")


def _repeated(model: type[P], act: Act) -> Saved | None:
    """Return what the same form has made already, None when it comes for the first time."""
    before = earlier(act)
    return Saved(model.objects.with_current().get(pk=before.page_id), before, "repeated") if before else None


@in_one_transaction
def _revise(page: P, bases: tuple[int, int], change: dict[str, Any], rendered: Rendered, act: Act) -> Saved:
    page = locked(page)
    if before := earlier(act):
        if before.page_id == page.pk:
            return Saved(page, before, "repeated")
        act = replace(act, key="")  # another page's form: no reason to lose this text
    kind = kinds.of(page.kind)
    refuse_shut_out(page, act.by, kind.right("edit"), admitted=act.by and kind.admits(act.by, "edit", page))
    refuse_archived(page)
    started, began_on, current = started_from(page, *bases)
    mine = Draft.of(started).changed(**change)
    draft = mine if started == current else merged(started, current, mine)
    draft = replace(draft, entry=kind.completed(draft.entry))
    if draft.says(Draft.of(current)):
        return Saved(page, current, "unchanged")
    if (draft.body, kind.texts(draft.entry)) != (mine.body, kind.texts(change["entry"] or {})):
        rendered = rendered_of(page.kind, draft)
    was = page.title
    names = rename(page, draft.title, act.by) if draft.title != page.title else set()
    page.lede, page.changed_at = draft.lede, max(act.at, page.changed_at)
    beside = write_next(page, draft, rendered, act, began_on)
    touched = {page.pk} | beside | (linking.heal(page, names) if names else set())
    if was != page.title:
        addressing.confirm(page)
        touched |= showing.frames_around(page.pk, page.parent_id) | autolinking.came_or_went([page.pk])
    showing.touch(touched)
    return Saved(page, page.current, "saved" if began_on == current else "merged")
