"""Who can see a page, and why: what decided it, and what it would touch to decide anew."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kmsite.accounts.models import User
from kmsite.accounts.roles import ADMINISTRATOR, NAMES, RIGHTS, roles_of
from kmsite.pages.models import PUBLIC, SIGNED_IN, Audience, Page
from kmsite.pages.reach import is_within, readable_reaches
from kmsite.pages.readers.audiences import changes_below

NAMED = 10
"""Pages named of those that a change touches; the rest are counted."""

ABILITIES = {
    "read": gettext_lazy("read"),
    "edit": gettext_lazy("edit"),
    "upload": gettext_lazy("add files"),
    "rename": gettext_lazy("rename"),
    "move": gettext_lazy("move"),
    "archive": gettext_lazy("archive"),
    "trash": gettext_lazy("put into the trash"),
    "audience": gettext_lazy("say who may read"),
}

_ABOVE = """
WITH RECURSIVE above (height, id, parent_id) AS (
    SELECT 0, id, parent_id FROM pages_page WHERE id = %s
    UNION ALL
    SELECT height + 1, p.id, p.parent_id FROM above JOIN pages_page p ON p.id = above.parent_id
)
SELECT id FROM above ORDER BY height DESC
"""


@dataclass(frozen=True)
class Step:
    """A page on the way down to another, and whether its own choice decides who may read that one."""

    page: Page
    decides: bool


@dataclass(frozen=True)
class Choice:
    """One way to answer who may read a page; `reason` says why it cannot be chosen."""

    value: str
    label: str
    audience: Audience | None
    reach: int
    reason: str = ""


@dataclass(frozen=True)
class Touched:
    """What a choice does to the pages below: those that follow, those that forbid it, as far as one sees."""

    followers: int = 0
    following: list[Page] = field(default_factory=list)
    forbidding: list[Page] = field(default_factory=list)
    is_forbidden: bool = False


def steps_to(page: Page, reader: Any) -> list[Step]:
    """Return the pages from the top down to `page` that `reader` may see, each with its own choice."""
    with connection.cursor() as cursor:
        cursor.execute(_ABOVE, [page.pk])
        ids = [id for (id,) in cursor.fetchall()]
    found = Page.objects.select_related("audience").in_bulk(ids)
    visible = {*Page.objects.visible_to(reader).filter(pk__in=ids).values_list("pk", flat=True)}
    decider, reach = None, PUBLIC
    for id in ids:
        own = found[id].audience_id
        if own is not None and own != reach and is_within(own, reach):
            decider, reach = id, own
    return [Step(found[id], id == decider) for id in ids if id in visible]


def choices_for(page: Page, person: Any) -> list[Choice]:
    """Return what `person` may choose from for `page`: an audience is offered to its members only."""
    return choices_below(page.parent, person)


def choices_below(parent: Page | None, person: Any) -> list[Choice]:
    """Return the choices of a page below `parent`, or at the top: never wider than what is above."""
    above = parent.reach if parent else PUBLIC
    inherited = _("As the page above it") if parent else _("Everyone, as nothing else is chosen")
    choices = [Choice("", inherited, None, above)]
    mine = Audience.objects.filter(pk__in=readable_reaches(person), pk__gt=0).order_by("name", "id")
    for audience in [*Audience.objects.filter(pk__lte=0).order_by("-pk"), *mine]:
        reason = "" if is_within(audience.pk, above) else _("The page above it reaches fewer people.")
        choices.append(Choice(str(audience.pk), name_of(audience), audience, audience.pk, reason))
    return choices


def chosen(choices: list[Choice], value: str) -> Choice | None:
    """Return the choice that is sent as `value`."""
    return next((choice for choice in choices if choice.value == value), None)


def name_of(audience: Audience) -> str:
    """Return what to call an audience; the two of the site are called in the language of the reader."""
    names = {PUBLIC: _("Everyone"), SIGNED_IN: _("Everyone signed in")}
    return names.get(audience.pk, audience.name)


def touched_by(page: Page, reach: int, reader: Any) -> Touched:
    """Return what happens below `page` when it reaches `reach`, as far as `reader` may see it."""
    follow, forbid = changes_below(page, reach)
    seen = Page.objects.visible_to(reader).by_title()
    following = seen.filter(pk__in=follow)
    return Touched(
        followers=following.count() if follow else 0,
        following=list(following[:NAMED]) if follow else [],
        forbidding=list(seen.filter(pk__in=forbid)[:NAMED]) if forbid else [],
        is_forbidden=bool(forbid),
    )


def abilities() -> list[tuple[str, str]]:
    """Return what people of each role may do with a page that they may read, in words."""
    return [
        (NAMES[role], ", ".join(str(word) for right, word in ABILITIES.items() if right in rights))
        for role, rights in RIGHTS.items()
    ]


def why(person: User, page: Page) -> str:
    """Say in a sentence whether `person` can see `page`, and for what reason."""
    name = {"name": person.get_full_name()}
    if not person.is_active:
        return _("%(name)s cannot see it by signing in: the account is closed.") % name
    if page.reach == PUBLIC:
        return _("%(name)s can see it, as everyone can.") % name
    if page.reach == SIGNED_IN:
        return _("%(name)s can see it, as everyone who signs in can.") % name
    if person.audiences.filter(audience=page.reach).exists():
        return _("%(name)s can see it, being in the audience.") % name
    if ADMINISTRATOR in roles_of(person):
        return _("%(name)s cannot see it: administrators are in no audience for being administrators.") % name
    return _("%(name)s cannot see it, not being in the audience.") % name
