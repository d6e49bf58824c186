"""Files between the preview of an import and its confirmation: each for its sender, for a day at most."""

from __future__ import annotations

import re
import secrets
from datetime import timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.timezone import now
from django.utils.translation import gettext as _

from glossary.exchange.files import FileRefused
from kmsite.accounts.models import User

SHELF = "imports"
MOST_KEPT = 5
LONGEST_STAY = timedelta(days=1)
_TOKEN = re.compile(r"[0-9a-f]{32}")


def keep(user: User, content: bytes) -> str:
    """Keep a file for `user` and return the word by which they, and nobody else, get it back."""
    _sweep(user)
    token = secrets.token_hex(16)
    default_storage.save(_path(user, token), ContentFile(content))
    return token


def read(user: User, token: str) -> bytes:
    """Return the file that `keep` gave `token` for. Raises FileRefused."""
    if not _TOKEN.fullmatch(token) or not default_storage.exists(_path(user, token)):
        raise FileRefused(_("The file is no longer here. Choose it again."))
    with default_storage.open(_path(user, token)) as file:
        return file.read()


def _path(user: User, token: str) -> str:
    return f"{SHELF}/{int(user.pk)}/{token}"


def _sweep(user: User) -> None:
    """Remove what is old, of everybody, and the oldest files of somebody who sends many."""
    if not default_storage.exists(SHELF):
        return
    for shelf in default_storage.listdir(SHELF)[0]:
        kept = []
        for name in default_storage.listdir(f"{SHELF}/{shelf}")[1]:
            path = f"{SHELF}/{shelf}/{name}"
            kept.append((default_storage.get_modified_time(path), path))
        kept.sort(reverse=True)
        spare = kept[MOST_KEPT - 1 :] if shelf == str(user.pk) else []
        for at, path in kept:
            if (at, path) in spare or at < now() - LONGEST_STAY:
                default_storage.delete(path)
