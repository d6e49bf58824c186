"""What the switcher offers: pages, people and actions in groups, each as a row that says what it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from operator import attrgetter
from typing import Any
from urllib.parse import quote, unquote

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kmsite.accounts.models import User
from kmsite.pages.models import Page
from kmsite.pages.names.naming import near_titles
from kmsite.pages.names.suggesting import EXACT, TITLE, WORDS, Suggestion, misspelt, suggested
from kmsite.text.beginnings import begun
from kmsite.text.excerpts import excerpt
from kmsite.text.names import name_key
from kmsite.views.doing import actions_for

GROUPS = {
    Page.Kind.TERM.value: gettext_lazy("Terms"),
    Page.Kind.ARTICLE.value: gettext_lazy("Articles"),
    Page.Kind.COMMUNITY.value: gettext_lazy("Communities"),
    Page.Kind.DISCUSSION.value: gettext_lazy("Questions"),
    Page.Kind.EVENT.value: gettext_lazy("Events"),
}
"""The groups of pages by kind, in their order where all fit equally well."""
MOST_OF_A_KIND, ENOUGH, MOST_PEOPLE, MOST_SEEN = 5, 8, 3, 8
LONGEST_LINE = 90

Pieces = Sequence[tuple[str, bool]]


@dataclass(frozen=True, slots=True)
class Row:
    """One thing to go to: its title in pieces (text, was typed), its address, and what tells it apart."""

    title: Pieces
    url: str
    kind: str = ""
    called: Pieces = ()
    beside: str = ""


@dataclass(slots=True)
class Group:
    """Rows under one name; `way` is how well the best of them fits, the smallest the best."""

    name: str
    way: int
    rows: list[Row] = field(default_factory=list)


def offered(user: Any, typed: str) -> list[Group]:
    """Return what `typed` may mean to `user`, the group with the best name first, the search last."""
    pages = suggested(user, typed, limit=ENOUGH, each=MOST_OF_A_KIND)
    groups = [*_of_pages(pages, typed), *_of_people(user, typed), *_of_actions(user, typed)]
    if not groups and (near := _near(user, typed)):
        groups = [Group(_("Did you mean"), WORDS, near)]
    return [*sorted(groups, key=attrgetter("way")), _searching(typed)]


def beginning(user: Any, seen: Iterable[str]) -> list[Group]:
    """Return what is offered before anything is typed: those of the addresses `seen` that are still there."""
    recent = [_page_row(page, "", is_mixed=True) for page in _still_there(user, seen)]
    groups = [Group(_("Opened lately"), EXACT, recent)] if recent else []
    return [*groups, *_of_actions(user, "")]


def as_json(groups: Iterable[Group]) -> list[dict[str, Any]]:
    """Return `groups` as the switcher reads them."""
    return [{"name": group.name, "rows": [asdict(row) for row in group.rows]} for group in groups]


def _near(user: Any, typed: str) -> list[Row]:
    """Return rows of pages that `typed`, perhaps misspelt, may mean."""
    found = {page.pk: page for page in misspelt(user, typed, limit=MOST_OF_A_KIND)}
    if not found:
        found = {page.pk: page for page in near_titles(user, typed, limit=MOST_OF_A_KIND)}
    return [_page_row(page, typed, is_mixed=True) for page in found.values()]


def _of_pages(pages: Iterable[Suggestion], typed: str) -> list[Group]:
    groups = {kind: Group(str(name), WORDS) for kind, name in GROUPS.items()}
    for one in pages:
        group = groups[one.page.kind]
        group.way = min(group.way, one.way)
        if len(group.rows) < MOST_OF_A_KIND:
            group.rows.append(_page_row(one.page, typed, one.called))
    return [group for group in groups.values() if group.rows]


def _of_people(user: Any, typed: str) -> list[Group]:
    """People by their names, for those who may see everybody's page."""
    if not user.is_authenticated:
        return []
    people = User.objects.active().called(typed).order_by("name", "pk")[:MOST_PEOPLE]
    rows = [
        Row(begun(str(person), typed), person.get_absolute_url(), beside=f"@{person.username}")
        for person in people
    ]
    return (
        [Group(_("People"), _way("".join(text for text, _mark in rows[0].title), typed), rows)]
        if rows
        else []
    )


def _of_actions(user: Any, typed: str) -> list[Group]:
    rows = [Row(begun(str(action.name), typed), action.url) for action in actions_for(user, typed)]
    ways = [_way("".join(text for text, _mark in row.title), typed) for row in rows]
    return [Group(_("Actions"), min(ways), rows)] if rows else []


def _searching(typed: str) -> Group:
    text = _("Search for “%s” in all texts") % typed
    return Group(_("Everywhere"), WORDS, [Row([(text, False)], f"{reverse('search')}?q={quote(typed)}")])


def _way(name: str, typed: str) -> int:
    key, asked = name_key(name), name_key(typed)
    return EXACT if key == asked else TITLE if key.startswith(asked) else WORDS


def _page_row(page: Page, typed: str, called: str = "", *, is_mixed: bool = False) -> Row:
    """Return a page as a row, which says its kind where the group `is_mixed`."""
    return Row(
        begun(page.title, typed),
        page.get_absolute_url(),
        page.get_kind_display() if is_mixed else "",
        begun(called, typed) if called else (),
        _beside(page),
    )


def _beside(page: Page) -> str:
    """Return what tells a page from others of its title: where it stands, or else what it is about.

    Whoever may read a page may read those above it.
    """
    above = [page.parent.parent if page.parent else None, page.parent]
    return " / ".join(one.title for one in above if one) or excerpt(page.lede, LONGEST_LINE)


def _still_there(user: Any, addresses: Iterable[str]) -> list[Page]:
    """Return the pages at `addresses` that `user` may still see, in this order; one statement at most."""
    kinds = {shelf: kind for kind, shelf in Page.SHELVES.items()}
    asked: dict[str, list[str]] = {}
    for address in [*addresses][:MOST_SEEN]:
        match unquote(address).replace("\0", "").split("/"):
            case ["", shelf, slug, ""] if shelf in kinds:
                asked.setdefault(kinds[shelf], []).append(slug)
    if not asked:
        return []
    there = Q()
    for kind, slugs in asked.items():
        there |= Q(kind=kind, slug__in=slugs)
    pages = Page.objects.visible_to(user).select_related("parent__parent").filter(there)
    by_address = {page.get_absolute_url(): page for page in pages}
    return [by_address[one] for one in dict.fromkeys(addresses) if one in by_address]
