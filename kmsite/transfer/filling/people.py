"""Those who wrote the wiki and who may read what: accounts that cannot sign in, and audiences of them."""

from __future__ import annotations

from datetime import datetime
from random import Random

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import Group

from kmsite.accounts.models import User
from kmsite.accounts.roles import AUTHOR, EDITOR
from kmsite.pages.models import Audience, AudienceMember
from kmsite.transfer.filling.field import FAMILY_NAMES, FIRST_NAMES

WRITERS = 40
AUDIENCES = 12
_MEMBERS = (3, 15)
_EDITORS = 6


def writers(seed: int, since: datetime) -> list[int]:
    """Return the ids of those who write, made where they are missing; whoever writes most comes first."""
    chance = Random(f"{seed} people")  # noqa: S311 - likely names, no secrets
    names = [f"{chance.choice(FIRST_NAMES)} {family}" for family in (FAMILY_NAMES * 2)[:WRITERS]]
    usernames = [f"{name.lower().replace(' ', '.')}.{number}" for number, name in enumerate(names, 1)]
    known = set(User.objects.filter(username__in=usernames).values_list("username", flat=True))
    new = [
        User(username=username, name=name, password=UNUSABLE_PASSWORD_PREFIX + username, date_joined=since)
        for username, name in zip(usernames, names, strict=True)
        if username not in known
    ]
    User.objects.bulk_create(new)
    roles = {name: Group.objects.get(name=name) for name in (AUTHOR, EDITOR)}
    for place, user in enumerate(new):
        user.groups.add(roles[EDITOR if place < _EDITORS else AUTHOR])
    by_name = dict(User.objects.filter(username__in=usernames).values_list("username", "id"))
    return [by_name[username] for username in usernames]


def audiences(seed: int, members: list[int]) -> list[int]:
    """Return the ids of the audiences of the wiki, made where they are missing, each with some `members`."""
    chance = Random(f"{seed} audiences")  # noqa: S311 - likely groups, no secrets
    ids = []
    for number in range(1, AUDIENCES + 1):
        audience, is_new = Audience.objects.get_or_create(name=f"Working group {number}")
        chosen = sorted(chance.sample(members, chance.randint(*_MEMBERS)))
        if is_new:
            AudienceMember.objects.bulk_create(
                AudienceMember(audience=audience, user_id=member) for member in chosen
            )
        ids.append(audience.pk)
    return ids
