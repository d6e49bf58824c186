"""What is particular to a kind of page. The kinds there are stand in `settings.PAGE_KINDS`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from kmsite.pages.endings.redacting import Secret
    from kmsite.pages.models import Page
    from kmsite.pages.saving.drafts import Draft

Entry = Mapping[str, Any]
"""What a revision holds beside title, lede, tags and text (`kmsite.text.structured`); none for an article."""


class Kind:
    """A kind of page, with nothing particular about it as long as nothing else is said."""

    name: str
    rights: Mapping[str, str] = {}
    """The right that takes the place of another one on pages of this kind."""
    titles_are_unique = True
    """Whether siblings of one kind must have different titles."""
    kept_on_restore: frozenset[str] = frozenset()
    """Fields of the entry that stay as they are when an older revision is restored."""
    labels: Mapping[str, str | Promise] = {}
    """What parts of a page of this kind are called, where that differs from the names for all pages."""
    desk, desk_of_new = "edit/", "articles:create"
    """Where somebody writes: below the address of a page, and the name of the address for a new one."""
    own_addresses: frozenset[str] = frozenset()
    """Words that mean something else below the shelf of this kind, such as `new`: no page gets one as its
    address."""
    rights_at_desk = ("edit", "create")
    """The rights that writing there needs, on a page and for a new one."""
    indexed_status = ""
    """The SQL of the state of a page `p` of this kind, which narrows searches; none for an article."""
    trusted_statuses: frozenset[str] = frozenset()
    """The states in which somebody has vouched for a page of this kind: searches put it first."""

    def right(self, right: str) -> str:
        """Return the right that somebody needs who wants to do what `right` names on a page of this kind."""
        return self.rights.get(right, right)

    def admits(self, user: Any, right: str, page: Page) -> bool | None:
        """Say whether `user` has `right` on `page` for what they are to it; None leaves it to their roles.

        Asked of the database anew each time. It never decides who reads: that is the page's reach.
        """
        return None

    def admits_below(self, user: Any, page: Page | None) -> bool | None:
        """Say whether `user` may make a page of this kind below `page`; None leaves it to their roles."""
        return None

    def desk_on(self, page: Page) -> str:
        """Return the address at which somebody writes on `page`."""
        return f"{page.get_absolute_url()}{self.desk}"

    def talked(self, page: Page) -> None:
        """Write what follows from the comments on `page`, which is locked, after one of them changed."""

    def completed(self, entry: Entry) -> Entry:
        """Return `entry` as it is kept: with what is derived for those who read it later, by value."""
        return entry

    def texts(self, entry: Entry) -> Mapping[str, str]:
        """Return the texts in Markdown that stand in `entry`, by the id of their part."""
        return {}

    def names(self, entry: Entry) -> tuple[str, ...]:
        """Return the names in `entry` besides the title."""
        return ()

    def record(self, page: Page, draft: Draft) -> set[int]:
        """Write the tables that follow from the entry of `draft`, which `page` says now.

        Returns the ids of the other pages that this touches. Called inside the transaction that saves, with
        the page locked and written, before its text is derived. Raises TextRefused for what cannot be kept;
        then nothing is.
        """
        return set()

    def beside(self, pages: set[int]) -> set[int]:
        """Return the ids of pages that show something of `pages` (ids) apart from frames and links."""
        return set()

    def refuse_trash(self, page: Page) -> None:
        """Raise TextRefused when `page`, which is locked, must not be put into the trash."""

    def let_go(self, pages: set[int]) -> None:
        """Untie what refers to `pages` (ids), which end for good."""

    def forget(self, secret: Secret, pages: Iterable[int]) -> None:
        """Take `secret` out of what stands beside the revisions of `pages` (ids)."""

    def called(self, id: str) -> str | Promise:
        """Return what deeds on pages of this kind call what they name by `id`: a role, a stage, a state."""
        return id

    def on_card(self, page: Page) -> str:
        """Return what the card of `page` says before its first lines, such as when something takes place.

        It is the same for all who may read the page: title, kind, state and lede stand there anyway.
        """
        return ""

    def closed_to(self, user: Any) -> Iterable[int]:
        """Return the ids of pages of this kind that `user` may read, but not who and what is inside them."""
        return ()

    def moderated_by(self, user: Any) -> set[int]:
        """Return the ids of pages that `user` moderates, with all below, for what they are to them."""
        return set()

    def stewarded_by(self, user: Any) -> Iterable[int]:
        """Return the ids of pages of this kind for which `user` says what they look after."""
        return ()

    def stewards(self, pages: Iterable[int]) -> Mapping[int, int]:
        """Return the people (ids) whom the entries of `pages` (ids) themselves name as looking after them."""
        return {}

    def lacks(self, pages: Iterable[int]) -> Mapping[str, tuple[str | Promise, set[int]]]:
        """Return by name, with a label, what only the kind knows to be missing, and on which `pages`."""
        return {}

    def label(self, field: str) -> str | Promise:
        """Return what a field of the form is called that is particular to this kind."""
        return field

    def readable(self, entry: Entry) -> dict[str, tuple[str | Promise, str]]:
        """Return the parts of `entry` as they are compared: by id of the part its label and its text."""
        return {}


def beside(pages: Iterable[Page]) -> set[int]:
    """Return the ids of all pages that show something of `pages` apart from frames and links."""
    return set().union(*(of(kind).beside(ids) for kind, ids in by_kind(pages).items()))


def closed_to(user: Any) -> list[Iterable[int]]:
    """Return, kind by kind, the ids of pages that `user` may read without looking inside them."""
    return [closed for kind in _kinds().values() if (closed := kind.closed_to(user)) != ()]


def moderated_by(user: Any) -> set[int]:
    """Return the ids of all pages that `user` moderates for what they are to them, with all below each."""
    return set().union(*(kind.moderated_by(user) for kind in _kinds().values()))


def statuses() -> dict[str, str]:
    """Return the SQL of the state of a page `p`, by the name of each kind that has states."""
    return {name: kind.indexed_status for name, kind in _kinds().items() if kind.indexed_status}


def trusted_statuses() -> list[tuple[str, str]]:
    """Return the states, each beside the name of its kind, in which somebody has vouched for a page."""
    return [(name, status) for name, kind in _kinds().items() for status in sorted(kind.trusted_statuses)]


def by_kind(pages: Iterable[Page]) -> dict[str, set[int]]:
    """Return the ids of `pages` by their kind."""
    found: dict[str, set[int]] = {}
    for page in pages:
        found.setdefault(page.kind, set()).add(page.pk)
    return found


def of(kind: str) -> Kind:
    """Return what is particular to the kind `kind`: nothing for one that is not in the settings."""
    return _kinds().get(kind) or Kind()


@cache
def _kinds() -> dict[str, Kind]:
    kinds = [import_string(path)() for path in settings.PAGE_KINDS]
    return {kind.name: kind for kind in kinds}
