"""Shared bytes with marked places, and how a reader's fragments come into them."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping

from django.utils.safestring import SafeString, mark_safe

SHARED = "reading_room_shared"
"""The name in a template's context that says: many readers will share what is rendered."""

_TOKEN = secrets.token_hex(16)  # of this process, so that no text a person wrote can hold a mark
_MARK = re.compile(rf"slot-{_TOKEN}-(\w+);".encode())


def mark(slot: str) -> SafeString:
    """Return the mark that stands for the fragment `slot` in shared bytes."""
    return mark_safe(f"slot-{_TOKEN}-{slot};")  # noqa: S308 - hexadecimal digits and a name of ours


def split(html: str) -> tuple[bytes, ...]:
    """Cut shared HTML at its marks: at even places bytes, at odd places the names of slots."""
    return tuple(_MARK.split(html.encode()))


def splice(parts: tuple[bytes, ...], fragments: Mapping[bytes, bytes]) -> bytes:
    """Join `parts`, as `split` made them, with each slot replaced by its fragment.

    Raises `KeyError` where `fragments` lacks a slot of the page.
    """
    return b"".join([fragments[part] if place % 2 else part for place, part in enumerate(parts)])
