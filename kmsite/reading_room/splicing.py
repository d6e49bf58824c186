"""Shared bytes with marked places, and how a reader's fragments come into them."""

from __future__ import annotations

import re
import secrets
import struct
import zlib
from collections.abc import Mapping

from django.utils.safestring import SafeString, mark_safe

SHARED = "reading_room_shared"
"""The name in a template's context that says: many readers will share what is rendered."""

_TOKEN = secrets.token_hex(16)  # of this process, so that no text a person wrote can hold a mark
_MARK = re.compile(rf"slot-{_TOKEN}-(\w+);".encode())
_GZIP_START = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"  # deflate, no name, no time, no system (RFC 1952)
_DEFLATE_END = b"\x03\x00"  # an empty last block (RFC 1951)


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


def deflate(parts: tuple[bytes, ...]) -> tuple[bytes, ...]:
    """Compress the shared `parts` each by itself, so that `gzip` can put fragments between them."""
    return tuple(part if place % 2 else deflated(part) for place, part in enumerate(parts))


def deflated(part: bytes) -> bytes:
    """Compress `part` into deflate blocks that end at a byte and look back at nothing before them."""
    squeeze = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    return squeeze.compress(part) + squeeze.flush(zlib.Z_FULL_FLUSH)


def gzip(blocks: bytes, whole: bytes) -> bytes:
    """Return the gzip file of `whole`, whose deflate blocks are `blocks`: only the checksum is computed."""
    trailer = struct.pack("<II", zlib.crc32(whole), len(whole) & 0xFFFFFFFF)
    return b"".join((_GZIP_START, blocks, _DEFLATE_END, trailer))
