"""Writing links anew that still use an old name or address of a page. They work anyway: this tidies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from kmsite.pages.models import Name, Page
from kmsite.pages.names.naming import winners
from kmsite.pages.querysets import PageQuerySet
from kmsite.pages.reach import PUBLIC, SIGNED_IN
from kmsite.pages.refusing import Conflict, TextRefused
from kmsite.pages.saving import editing
from kmsite.text.names import name_key
from kmsite.text.relinking import relinked


@dataclass(frozen=True)
class Result:
    """What came of one page: done, or why not."""

    page: Page
    is_done: bool
    why: str = ""


def outdated(target: Page, by: Any) -> PageQuerySet:
    """Return the pages that `by` may see whose text calls `target` by another name than its present ones.

    Only those whose readers may all read `target`: its new title must not be told by the text of a page that
    others read too.
    """
    links = target.backlinks.exclude(key__in=_present_keys(target))
    pages = Page.objects.visible_to(by).unarchived().filter(id__in=links.values("source"))
    if target.reach == PUBLIC:
        return pages
    return pages.exclude(reach=PUBLIC) if target.reach == SIGNED_IN else pages.filter(reach=target.reach)


def tried(page: Page, *, target: Page, by: Any) -> Result:
    """Return what came of `relink`, in words where it could not be done."""
    try:
        is_done = relink(page, target=target, by=by)
    except Conflict:
        return Result(page, False, _("Somebody changed the same place meanwhile."))
    except TextRefused as refused:
        return Result(page, False, str(refused))
    return Result(page, is_done, "" if is_done else _("The new title cannot stand in a link of this text."))


def relink(page: Page, *, target: Page, by: Any) -> bool:
    """Let the text of `page` call `target` by its present name, as a minor revision by `by`.

    Returns False when there is nothing to rewrite, or the title cannot stand in a link. Raises Conflict and
    TextRefused when somebody was in the way.
    """
    current = Page.objects.select_related("current").get(pk=page.pk).current
    body = rewritten(page, current.body, target)
    if body == current.body:
        return False
    summary = _("Link to the new title")
    editing.revise(page, base=current.number, body=body, summary=summary, minor=True, by=by)
    return True


def rewritten(page: Page, body: str, target: Page) -> str:
    """Return `body`, a text of `page`, with its links to `target` as they would be written today."""
    links = page.links.filter(target=target).exclude(key__in=_present_keys(target))
    keys = {*links.values_list("key", flat=True)}
    addresses = {key for key in keys if key.startswith("/")}
    name = _name_on(page, target) if keys - addresses else ""
    return relinked(
        body,
        names=dict.fromkeys(keys - addresses, name) if name else {},
        addresses=dict.fromkeys(addresses, _address(target)),
    )


def _name_on(page: Page, target: Page) -> str:
    """Return what means `target` on `page`: its title, or that with its section; "" when neither does."""
    names = [target.title, f"{target.parent.title}/{target.title}" if target.parent else ""]
    meant = winners(page.pk, [name_key(name) for name in names if name])
    return next((name for name in names if meant.get(name_key(name)) == target.pk), "")


def _present_keys(target: Page) -> list[str]:
    """Return the link keys that are no old ones: names, also with the section, and the address."""
    known = Name.objects.filter(page__in=[target.pk, target.parent_id]).exclude(kind=Name.Kind.FORMER)
    keys = known.values_list("page", "key")
    own = [key for page, key in keys if page == target.pk]
    qualified = [f"{section}/{key}" for page, section in keys if page != target.pk for key in own]
    return [*own, *qualified, _address(target)]


def _address(page: Page) -> str:
    return f"/{page.SHELVES[page.kind]}/{page.slug}"
