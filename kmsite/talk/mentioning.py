"""Mentions: people whom a text names with `@`, and the links that lead to them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from kmsite.accounts.models import User
from kmsite.accounts.usernames import look_alike, skeleton
from kmsite.pages.models import Page
from kmsite.talk import noticing
from kmsite.text.refusal import TextRefused

MOST = 20
"""People whom one comment may name."""

# nh3 quotes every value and escapes quotation marks in it, so a tag ends at the first ">" outside of them.
_TAG = re.compile(r"(<(/?)([a-z][a-z0-9]*)(?:[^\"<>]|\"[^\"]*\")*>)")
_AT = re.compile(r"(?<![\w@./+-])@(\w(?:[\w.-]{0,38}\w)?)")
_LINK = re.compile(r'<a class="mention" href="/people/([^"/]+)/">')
_CUT = re.compile(r"[.-]+\w+\Z")
_SILENT = frozenset({"a", "code", "pre"})


def people_named(html: str) -> dict[str, User]:
    """Return the people whom the clean `html` of a text names, by what stands behind the `@`.

    Nobody is named in code or in a link. Raises TextRefused when there are more than MOST.
    """
    said = {name for piece in _pieces(html) for name in _AT.findall(piece)}
    meant = {name: list(_readings(name)) for name in said}
    known = _known({reading for readings in meant.values() for reading in readings})
    found = {name: known.get(next((one for one in meant[name] if one in known), "")) for name in said}
    people = {name: user for name, user in found.items() if user}
    if len({user.pk for user in people.values()}) > MOST:
        raise TextRefused(_("Name at most %d people in one comment.") % MOST)
    return people


def strangers_named(html: str) -> list[str]:
    """Return the names behind an `@` in a text with its links that are nobody's here."""
    return list(dict.fromkeys(name for piece in _pieces(html) for name in _AT.findall(piece)))


def linked(html: str) -> list[str]:
    """Return the usernames that the links of `with_mentions` lead to, each once."""
    return list(dict.fromkeys(_LINK.findall(html)))


def suggest(beginning: str, page: Page, limit: int = 8) -> list[User]:
    """Return people who may read `page` and whose username, or a part of whose name, begins so."""
    typed = beginning.replace("\0", "")[:40]
    people = noticing.readers_of(page)
    if typed:
        starts = Q(username__istartswith=typed) | Q(name__istartswith=typed)
        people = people.filter(starts | Q(name__icontains=f" {typed}"))
    return list(people.order_by("username")[:limit])


def with_mentions(html: str, people: dict[str, User]) -> str:
    """Return the clean `html` with a link at every name of `people`."""
    if not people:
        return html
    return "".join(_linked(text, people) + tag for text, tag in _stretches(html))


def _linked(text: str, people: dict[str, User]) -> str:
    def link(match: re.Match[str]) -> str:
        user = people.get(match[1])
        if user is None:
            return match[0]
        rest = match[1][len(user.username) :]
        said = match[0][: len(match[0]) - len(rest)]
        return f'<a class="mention" href="{user.get_absolute_url()}">{said}</a>{rest}'

    return _AT.sub(link, text) if "@" in text else text


def _readings(name: str) -> Iterator[str]:
    """Yield `name` in small letters, then shorter and shorter: "bob.Thanks" may mean Bob."""
    while name:
        yield name.lower()
        shorter = _CUT.sub("", name)
        name = shorter if shorter != name else ""


def _known(names: set[str]) -> dict[str, User]:
    """Return the people called `names` (in small letters)."""
    if not names:
        return {}
    people: Any = User.objects.annotate(look=look_alike).filter(look__in={skeleton(name) for name in names})
    return {user.username.lower(): user for user in people if user.username.lower() in names}


def _pieces(html: str) -> Iterator[str]:
    return (text for text, _tag in _stretches(html) if "@" in text)


def _stretches(html: str) -> Iterator[tuple[str, str]]:
    """Yield the text outside of links and code with the markup behind it: joined, they are `html`."""
    text, markup, silent = "", "", 0
    start = 0
    for tag in _TAG.finditer(html):
        before, start = html[start : tag.start()], tag.end()
        if silent:
            markup += before
        elif markup:
            yield text, markup
            text, markup = before, ""
        else:
            text += before
        markup += tag[1]
        if tag[3] in _SILENT:
            silent = max(0, silent + (-1 if tag[2] else 1))
    yield text, markup
    yield html[start:], ""
