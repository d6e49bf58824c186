"""Writes about the one-time link by which the first administrator introduces themselves."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from kmsite.accounts.models import SetUpLink, User
from kmsite.accounts.people import introduce
from kmsite.accounts.roles import ADMINISTRATOR
from kmsite.accounts.tokens import digest, new_token

OPEN_FOR = timedelta(minutes=30)


class LinkSpent(Exception):
    """There is an administrator, or the link is unknown, used, replaced or too old."""


@transaction.atomic
def new_link() -> str | None:
    """Return a fresh absolute address for setting the site up, or None once there is an administrator.

    Only the newest link is valid, for 30 minutes.
    """
    _lock()
    SetUpLink.objects.all().delete()
    if User.objects.administrators().exists():
        return None
    token = new_token()
    SetUpLink.objects.create(token_hash=digest(token), expires_at=timezone.now() + OPEN_FOR)
    return settings.BASE_URL + reverse("set_up", args=[token])


def is_open(token: str) -> bool:
    """Tell whether `token` is the newest link, still in time, on a site without an administrator."""
    link = SetUpLink.objects.filter(token_hash=digest(token), expires_at__gt=timezone.now())
    return link.exists() and not User.objects.administrators().exists()


@transaction.atomic
def set_up(token: str, *, username: str, name: str, email: str, password: str) -> User:
    """Make the first administrator and close set-up for ever. Raises LinkSpent.

    The lock makes two submits at once come one after the other; the second finds an administrator.
    """
    _lock()
    if not is_open(token):
        raise LinkSpent
    SetUpLink.objects.all().delete()
    return introduce(
        username=username,
        name=name,
        email=email,
        password=password,
        role=ADMINISTRATOR,
    )


def _lock() -> None:
    """Hold the row of the administrators' group: it always exists, so there is always something to lock."""
    Group.objects.select_for_update().get(name=ADMINISTRATOR)
