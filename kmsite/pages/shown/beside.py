"""Texts that apps of higher floors keep beside the revisions of pages: `settings.TEXTS_BESIDE` names them."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from kmsite.pages.endings.redacting import Secret


@dataclass(frozen=True)
class TextsBeside:
    """What an app keeps on pages that may hold a secret.

    `count` says in how many of its texts on pages (ids) a secret stands, `told` says that to people, `forget`
    is called inside the transaction that removes it, with the pages locked.
    """

    count: Callable[[Secret, Collection[int]], int]
    told: Callable[[int], str]
    forget: Callable[[Secret, Collection[int]], None]


def counted(secret: Secret, pages: Collection[int]) -> dict[str, int]:
    """Return in how many texts beside `pages` (ids) the secret stands, by what people call them."""
    found = ((texts, texts.count(secret, pages)) for texts in _all())
    return {texts.told(count): count for texts, count in found if count}


def forget(secret: Secret, pages: Collection[int]) -> None:
    """Take the secret out of all texts beside `pages` (ids)."""
    for texts in _all():
        texts.forget(secret, pages)


@cache
def _all() -> list[TextsBeside]:
    return [import_string(path) for path in settings.TEXTS_BESIDE]
