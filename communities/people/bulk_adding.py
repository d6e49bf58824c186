"""Adding many people to a community: what a file would do, line by line, and doing it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from allauth.account.models import EmailAddress
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from communities import standing
from communities.models import Community, Holding, Membership
from communities.people import admitting, appointing, belonging
from communities.people.people_file import Line, role_named
from kmsite.accounts.models import User
from kmsite.pages.models import Page
from kmsite.pages.retrying import in_one_transaction

NEW, MEMBER, UNKNOWN, AMBIGUOUS, TWICE = "new", "member", "unknown", "ambiguous", "twice"
TOLD: dict[str, str | Promise] = {
    NEW: _("will be added"),
    MEMBER: _("is a member already"),
    UNKNOWN: _("nobody here is known by this"),
    AMBIGUOUS: _("could be more than one person: use the username"),
    TWICE: _("stands in the file twice: taken from the first line"),
}
"""What is told of each line. An e-mail address that nobody has answers as a username that nobody has."""


@dataclass(slots=True)
class Planned:
    """What a line of the file comes to."""

    line: Line
    state: str
    user: User | None = None
    gives: list[str] = field(default_factory=list)
    """The roles that will be given."""
    has: list[str] = field(default_factory=list)
    """The roles of the line that are held already."""
    refused: list[str] = field(default_factory=list)
    """The roles, as written, that do not exist or that the adder may not give."""

    @property
    def told(self) -> str | Promise:
        return TOLD[self.state]

    @property
    def labels(self) -> list[str]:
        return [str(Holding.Role(role).label) for role in self.gives]

    @property
    def is_done(self) -> bool:
        return self.state == NEW or bool(self.gives)


def plan(community: Page, lines: list[Line], *, by: Any) -> list[Planned]:
    """Return what adding `lines` would do today. Writes nothing; a fixed number of statements."""
    people = _people({line.person for line in lines})
    ids = {user.pk for found in people.values() for user in found.values()}
    members = set(
        Membership.objects.filter(community=community.pk, user__in=ids, left_at=None).values_list(
            "user", flat=True
        )
    )
    held = defaultdict(set)
    holdings = Holding.objects.filter(membership__community=community.pk, membership__left_at=None)
    lasting = holdings.filter(ended_at=None).exclude(until__lt=timezone.localdate())
    for user, role in lasting.values_list("membership__user", "role"):
        held[user].add(role)
    may_give = set(appointing.grantable(standing.rights_in(by, community)))
    seen: set[int] = set()
    return [_planned(line, people[_key(line.person)], members, held, may_give, seen) for line in lines]


@in_one_transaction
def add(community: Community, lines: list[Line], *, by: User) -> list[Planned]:
    """Do what `plan` says inside the lock, and return it: what was added, given, and what was not.

    Doing it again changes nothing. Raises BelongingRefused when `by` may not.
    """
    now = belonging.locked(community)
    planned = plan(now, lines, by=by)
    admitting.add(now, [row.user for row in planned if row.user and row.state == NEW], by=by)
    for row in planned:
        for role in row.gives:
            appointing.appoint(now, row.user, role, by=by)
    return planned


def _planned(
    line: Line,
    found: dict[int, User],
    members: set[int],
    held: dict[int, set[str]],
    may_give: set[str],
    seen: set[int],
) -> Planned:
    if len(found) != 1:
        return Planned(line, AMBIGUOUS if found else UNKNOWN)
    user = next(iter(found.values()))
    if user.pk in seen:
        return Planned(line, TWICE, user)
    seen.add(user.pk)
    row = Planned(line, MEMBER if user.pk in members else NEW, user)
    for words in line.roles:
        role = role_named(words)
        if role is None or role not in may_give:
            row.refused.append(words)
        elif role in held[user.pk]:
            row.has.append(role)
        elif role not in row.gives:
            row.gives.append(role)
    return row


def _people(words: set[str]) -> dict[str, dict[int, User]]:
    """Return the people with an open account whom each of `words` names, by username or confirmed address."""
    keys = {_key(word) for word in words}
    found: dict[str, dict[int, User]] = defaultdict(dict)
    people = User.objects.active().annotate(names_key=Lower("username"), mail_key=Lower("email"))
    for user in people.filter(Q(names_key__in=keys) | Q(mail_key__in=keys - _unconfirmed(keys))):
        for key in keys & {user.names_key, user.mail_key}:
            found[key][user.pk] = user
    confirmed = EmailAddress.objects.annotate(key=Lower("email")).filter(verified=True, key__in=keys)
    for address in confirmed.filter(user__is_active=True).select_related("user"):
        found[address.key][address.user_id] = address.user
    return found


def _unconfirmed(keys: set[str]) -> set[str]:
    """Return the e-mail addresses among `keys` that somebody gave and nobody confirmed."""
    addresses = EmailAddress.objects.annotate(key=Lower("email")).filter(key__in=keys, verified=False)
    return set(addresses.values_list("key", flat=True))


def _key(word: str) -> str:
    return word.strip().removeprefix("@").lower()
