"""What a term would say after a row of a file: the row on top of the version that its file started from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from glossary.entry import new_id
from glossary.exchange.collecting import Known, said_by
from glossary.exchange.portable import EMPTY_PARTS, NEW, PARTS, Record, Said, for_readers, version_of
from glossary.models import Term
from kmsite.text.merge import merge3
from kmsite.text.refusal import TextRefused
from kmsite.text.structured import merge_structures

MOST_VERSIONS = 200
"""How many versions of a term are looked through for the one that a file started from."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What the file says as a whole (`mine`), what comes of it (`said`), and what stands there now."""

    mine: Said
    said: Said
    now: Said | None
    base: int
    is_merged: bool = False


def settled(record: Record, term: Term | None, known: Known) -> Settled:
    """Return what `record` makes of `term`, None for a new one.

    A record with a version is what its term shall say; what others changed since is kept. Without a version
    it adds and fills in, and removes nothing. Raises TextRefused where both changed the same, and for a
    version that the term never had.
    """
    if term is None:
        said = whole(NEW, record.said)
        return Settled(said, said, None, 0)
    now = said_by(term.current, known)
    if not record.version:
        said = filled_in(now, record.said)
        return Settled(said, said, now, term.current.number)
    for number, base in _versions(term, now, known):
        if record.version == version_of(base):
            return _on(number, base, whole(base, record.said), now, term)
        public = for_readers(base, known.listed)
        if record.version == version_of(public):
            mine, _clashes = merge_structures(public, whole(public, record.said), base)
            return _on(number, base, mine, now, term)
    if whole(now, record.said) == now:
        return Settled(now, now, now, term.current.number)
    raise TextRefused(
        _(
            "The file started from a version that this term never had here. "
            "Export it again, or empty the cell “version”."
        )
    )


def whole(base: Said, said: Said) -> Said:
    """Return `base` with everything that a row says; parts that have no id are known by what they say."""
    parts = {part: _items(part, base[part], said[part]) for part in PARTS if part in said}
    return {**base, **said, **parts}


def filled_in(now: Said, said: Said) -> Said:
    """Return `now` with what a row says beside it: nothing is emptied, and no part is removed."""
    told = {name: value for name, value in said.items() if value not in ("", [], None) and name not in PARTS}
    told["tags"] = sorted({*now["tags"], *said.get("tags", ())})
    for part in PARTS:
        new = {item["id"]: item for item in _items(part, now[part], said.get(part, []))}
        kept = {item["id"]: item for item in now[part]}
        told[part] = [
            *(new.get(id, item) for id, item in kept.items()),
            *(item for id, item in new.items() if id not in kept),
        ]
        if part == "definitions" and sum(item["is_house"] for item in new.values()) == 1:
            told[part] = [
                item | {"is_house": item["id"] in new and new[item["id"]]["is_house"]} for item in told[part]
            ]
    return {**now, **told}


def _on(number: int, base: Said, mine: Said, now: Said, term: Term) -> Settled:
    if number == term.current.number:
        return Settled(mine, mine, now, number)
    text = merge3(base["text"], mine["text"], now["text"]).text
    said, clashes = merge_structures(*({**one, "text": "", "tags": []} for one in (base, mine, now)))
    if clashes or text is None:
        places = {clash.path.split("/")[0] for clash in clashes} | ({"text"} if text is None else set())
        raise TextRefused(
            _("Somebody changed the same since this file was exported: %s.") % ", ".join(sorted(places))
        )
    old, ours, theirs = ({*one["tags"]} for one in (base, mine, now))
    said |= {"text": text, "tags": sorted((ours & theirs) | (ours - old) | (theirs - old))}
    return Settled(mine, said, now, number, is_merged=True)


def _versions(term: Term, now: Said, known: Known) -> Iterator[tuple[int, Said]]:
    """Yield the versions of `term`, the newest first."""
    yield term.current.number, now
    older = term.revisions.filter(number__lt=term.current.number).order_by("-number")
    for revision in older[:MOST_VERSIONS]:
        yield revision.number, said_by(revision, known)


def _items(part: str, base: list[dict[str, Any]], items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    if part == "names":
        return items
    kept = {item["id"]: item for item in base}
    named = {item["id"] for item in items if item.get("id")}
    free = [item for item in base if item["id"] not in named]
    made: dict[str, dict[str, Any]] = {}
    for item in items:
        id = item.get("id") or _same(part, item, free)
        if not id or id in made:
            id = new_id()
        made[id] = {**kept.get(id, EMPTY_PARTS[part]), **item, "id": id}
    return list(made.values())


def _same(part: str, item: dict[str, Any], free: list[dict[str, Any]]) -> str:
    """Return the id of the part in `free` that says what `item` says, and take it out; empty for none."""
    about = ("kind", "term") if part == "relations" else ("text", "kind")
    for one in free:
        if all(one.get(name) == item.get(name, one.get(name)) for name in about):
            free.remove(one)
            return one["id"]
    return ""
