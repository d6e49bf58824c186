"""The person who reads, and the places of a page that depend on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from kmsite.accounts.models import User
from kmsite.accounts.roles import rights_of
from kmsite.reading_room.beside import beside
from kmsite.reading_room.splicing import deflated

SLOTS = ("html", "account", "actions", "archived", "term")
"""The attributes of `<html>`, the corner with the person's name, what they may do with the page, and what
they may do with one in the archive, and with a term."""


@dataclass(frozen=True, slots=True)
class Reader:
    """What the fragments know of the person who reads: nothing secret, and no token of a form."""

    username: str = ""
    name: str = ""
    theme: str = "auto"
    text_size: str = "normal"
    time_zone: str = ""
    term_cards: bool = True
    unseen: int = 0
    is_moderator: bool = False
    rights: frozenset[str] = frozenset()

    @property
    def is_signed_in(self) -> bool:
        return bool(self.username)

    @property
    def may_create(self) -> bool:
        return "create" in self.rights

    @property
    def may_edit(self) -> bool:
        return "edit" in self.rights

    @property
    def may_rename(self) -> bool:
        return bool(self.rights & {"rename", "move"})

    @property
    def may_move(self) -> bool:
        return "move" in self.rights

    @property
    def may_archive(self) -> bool:
        return "archive" in self.rights

    @property
    def may_trash(self) -> bool:
        return "trash" in self.rights

    @property
    def may_curate(self) -> bool:
        return "glossary" in self.rights

    @property
    def may_restore(self) -> bool:
        return bool(self.rights & {"restore", "glossary"})

    @property
    def may_purge(self) -> bool:
        return "purge" in self.rights

    @property
    def may_do_many(self) -> bool:
        return "bulk" in self.rights

    @property
    def may_decide(self) -> bool:
        return self.is_moderator or "moderate" in self.rights

    @property
    def may_invite(self) -> bool:
        return "people" in self.rights


ANONYMOUS = Reader()


def reader_of(user: User | AnonymousUser) -> Reader:
    """Return `user` as a reader; whoever has not signed in is `ANONYMOUS`."""
    if not user.is_authenticated:
        return ANONYMOUS
    return Reader(
        user.username,
        user.get_full_name(),
        user.theme,
        user.text_size,
        user.time_zone,
        user.term_cards,
        *beside(user),
        rights_of(user),
    )


def fragment(slot: str, reader: Reader) -> SafeString:
    """Return the HTML of one of `SLOTS` for `reader`.

    Addresses in it are relative to the page, so that one fragment fits every page.
    Raises `ValueError` for a slot that does not exist.
    """
    if slot not in SLOTS:
        raise ValueError(f"There is no slot {slot!r}: choose one of {', '.join(SLOTS)}.")
    return _rendered(slot, reader, get_language(), settings.RECOGNITION)


@dataclass(frozen=True, slots=True)
class Fragments:
    """All fragments of one reader as bytes by slot, as they are and deflated, and a digest of them."""

    plain: Mapping[bytes, bytes]
    deflated: Mapping[bytes, bytes]
    digest: str


def fragments_of(reader: Reader) -> Fragments:
    """Return what the reading room puts into shared bytes for `reader`."""
    return _fragments(reader, get_language(), settings.RECOGNITION)


@lru_cache(maxsize=2048)
def _fragments(reader: Reader, language: str, recognises: bool) -> Fragments:
    plain = {slot.encode(): fragment(slot, reader).encode() for slot in SLOTS}
    small = {slot: deflated(html) for slot, html in plain.items()}
    return Fragments(plain, small, blake2b(repr(plain).encode(), digest_size=12).hexdigest())


@lru_cache(maxsize=2048)
def _rendered(slot: str, reader: Reader, language: str, recognises: bool) -> SafeString:
    html = render_to_string(f"_reader_{slot}.html", {"reader": reader, "recognises": recognises})
    return mark_safe(html.strip())  # noqa: S308 - rendered with autoescape one line above
