"""The steps of a save, inside its transaction: lock, look, write the revision, rename."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.db import connection, models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from kmsite.pages import kinds
from kmsite.pages.models import LedgerEntry, Name, Page, Revision
from kmsite.pages.names import addressing
from kmsite.pages.places.placing import Place, reaches_that_take
from kmsite.pages.reach import readable_reaches
from kmsite.pages.refusing import TextRefused, TitleTaken
from kmsite.pages.saving.deriving import NEW, derive, known_of
from kmsite.pages.saving.drafts import LONGEST_FORM_KEY, LONGEST_SUMMARY, Draft, clean_field
from kmsite.pages.tags.tagging import set_tags
from kmsite.pages.told import ledger
from kmsite.text.names import name_key
from kmsite.text.rendering import Rendered

P = TypeVar("P", bound=Page)

_SAID = (
    "page_id", "number", "base_id", "by_id", "on_behalf_of_id", "at", "summary", "minor", "title", "body",
    "sha256", "key",
)  # fmt: skip
_SAVE = f"""
WITH saved AS (
    INSERT INTO pages_revision (id, structure, {", ".join(_SAID)})
    VALUES (
        coalesce(%(id)s, nextval(pg_get_serial_sequence('pages_revision', 'id'))), %(structure)s,
        {", ".join(f"%({name})s" for name in _SAID)}
    )
    RETURNING id, page_id, number, by_id, at
)
{ledger.OF_REVISIONS} RETURNING revision_id
"""  # noqa: S608 (constants)


@dataclass(frozen=True)
class Act:
    """Who saves, when and why; `key` names the form, so that sending it twice saves once.

    `on_behalf_of` is whoever proposed what is saved, if that is somebody else.
    """

    by: Any
    summary: str
    key: str
    minor: bool
    at: datetime
    on_behalf_of: Any = None


def act_of(
    *,
    by: Any,
    summary: str,
    key: str,
    at: datetime | None,
    minor: bool = False,
    on_behalf_of: Any = None,
) -> Act:
    """Return an act, its summary and key cleaned; raises TextRefused when one of them is too long."""
    summary = clean_field(summary, LONGEST_SUMMARY, _("The edit summary"))
    key = clean_field(key, LONGEST_FORM_KEY, _("The form's key"))
    return Act(by, summary, key, minor, at or timezone.now(), on_behalf_of)


def locked(page: P) -> P:
    """Lock the row of `page` and return it as it is now; raises TextRefused when the page is gone."""
    now = type(page).objects.live().select_for_update(no_key=True).filter(pk=page.pk).first()
    if now is None:
        raise TextRefused(_("The page is no longer there."))
    return now


def earlier(act: Act) -> Revision | None:
    """Return the revision that the same form has made already."""
    return Revision.objects.filter(by=act.by, key=act.key).first() if act.key and act.by else None


def started_from(page: Page, base: int, began_on: int) -> tuple[Revision, Revision, Revision]:
    """Return the revisions number `base` and `began_on` of `page`, and the current one.

    Raises TextRefused when there is no such revision.
    """
    wanted = Q(number__in={base, began_on}) | Q(pk=page.current_id)
    by_number = {revision.number: revision for revision in page.revisions.select_related("by").filter(wanted)}
    for number in (base, began_on):
        if number not in by_number:
            raise TextRefused(_("This page has no revision %d to start from.") % number)
    page.current = by_number[max(by_number)]
    return by_number[base], by_number[began_on], page.current


def refuse_taken(page: Page, by: Any) -> None:
    """Raise TitleTaken when a live sibling has the title of `page`."""
    if not kinds.of(page.kind).titles_are_unique:
        return
    readable = [] if by is None else readable_reaches(by)
    siblings = Page.objects.live().filter(kind=page.kind, parent_id=page.parent_id, title_key=page.title_key)
    taken = siblings.filter(reach__in=reaches_that_take(page, by)).exclude(pk=page.pk).first()
    if taken:
        raise TitleTaken(taken if taken.reach in readable else None)


def write_first(page: Page, draft: Draft, rendered: Rendered, act: Act, place: Place) -> set[int]:
    """Write `page` and its first revision, with what follows from it; return the other pages this touches."""
    page.pk, page.position, page.slug, page.current_id = (
        place.page,
        place.position,
        place.slug,
        place.revision,
    )
    page.save(force_insert=(models.Model,))
    if draft.tags:
        set_tags(page, draft.tags)
    page.current = _revision(page, draft, act, id=place.revision, number=1)
    touched = kinds.of(page.kind).record(page, draft)
    # Taking up a tag may have waited for somebody who renamed it: the index has the name that it has now.
    derive(page, page.current, rendered, known_of(page) if draft.entry or draft.tags else NEW)
    return touched


def write_next(page: Page, draft: Draft, rendered: Rendered, act: Act, base: Revision) -> set[int]:
    """Write a revision of `page` on top of its current one, with what follows from it.

    Returns the other pages that this touches.
    """
    before = page.current
    if draft.tags != Draft.of(before).tags:
        set_tags(page, draft.tags)
    page.current = _revision(page, draft, act, number=before.number + 1, base=base)
    page.save(update_fields=["title", "title_key", "slug", "lede", "current", "changed_at"])
    touched = kinds.of(page.kind).record(page, draft)
    derive(page, page.current, rendered, known_of(page))
    return touched


def _revision(page: Page, draft: Draft, act: Act, **fields: Any) -> Revision:
    """Write a revision and its deed in the ledger, in one statement."""
    revision = Revision(
        page_id=page.pk,
        by=act.by,
        on_behalf_of=act.on_behalf_of,
        at=act.at,
        summary=act.summary,
        minor=act.minor,
        title=draft.title,
        body=draft.body,
        structure=draft.structure(),
        sha256=hashlib.sha256(draft.body.encode()).hexdigest(),
        key=act.key,
        **fields,
    )
    said = {name: getattr(revision, name) for name in _SAID}
    with connection.cursor() as cursor:
        cursor.execute(_SAVE, said | {"id": revision.pk, "structure": json.dumps(revision.structure)})
        (revision.pk,) = cursor.fetchone()
    revision._state.adding, revision._state.db = False, connection.alias
    return revision


def rename(page: Page, title: str, by: Any) -> set[str]:
    """Give `page` a new title and address; return the keys of the names that this touches.

    The old title stays a name and the old address a redirect, both for ever; going back to an old title
    gives the page its own old address again.
    """
    old_title, old_key, old_slug = page.title, page.title_key, page.slug
    page.title, page.title_key = title, name_key(title)
    ledger.record(LedgerEntry.Verb.RENAMED, page, by, revision=page.current.number + 1)
    if page.title_key == old_key:
        return {old_key}
    refuse_taken(page, by)
    page.slug = addressing.free_slug(page)
    if page.slug != old_slug:
        addressing.keep_old(page, old_slug)
    Name.objects.filter(page_id=page.pk, kind=Name.Kind.FORMER, key=page.title_key).delete()
    Name.objects.update_or_create(
        page_id=page.pk, kind=Name.Kind.FORMER, key=old_key, defaults={"text": old_title}
    )
    return {old_key, page.title_key}
