"""What a writer chose on the page of a conflict: read from the form, and put together to one text."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from django.http import QueryDict

from kmsite.pages.models import Page, Revision
from kmsite.pages.refusing import Conflict, TextRefused
from kmsite.pages.saving.drafts import Draft, merged, settled
from kmsite.pages.terms_inside.wanting import wish_of, wishing
from kmsite.text.chunks import SIDES

MOST_PLACES = 100
"""Places that are asked for one by one; what stands in the others is chosen once for all."""
REST = "rest"
MISSING, BOTH = "missing", "both"


@dataclass(frozen=True)
class Place:
    """One thing to decide: a passage of the text (its `name` is a number), the title or the lede.

    `readings` are the three texts to choose from; `end` is the line ends that a text of one's own gets.
    """

    name: str
    readings: dict[str, str]
    end: str = ""


class Undecided(Conflict):
    """A conflict of which not every place is decided; `faults` says what is missing, by name of the place."""

    def __init__(self, conflict: Conflict, faults: dict[str, str]) -> None:
        super().__init__(
            conflict.base,
            conflict.theirs,
            conflict.draft,
            conflict.merge,
            conflict.fields,
            conflict.clashes,
        )
        self.faults = faults


def without_conflict(sent: QueryDict, page: Page) -> QueryDict:
    """Return a form as it was sent; if a conflict was settled in it, with the text that came of it.

    That stands on the revision that the conflict was with, and `began_on` says where its writer began. Raises
    Undecided when a place is not decided, or when there are other places now than the writer was shown.
    """
    shown = _revisions(sent, page)
    if shown is None:
        return sent
    base, theirs = shown
    try:
        draft = _draft(sent, base, theirs)
    except TextRefused:
        return sent  # the form itself says what is wrong
    form = sent.copy()
    for name in sent:
        if name.startswith(("pick-", "own-", "sure-", "conflict_")):
            del form[name]
    form["title"], form["lede"], form["body"] = draft.title, draft.lede, draft.body
    form["tags"] = ", ".join(draft.tags)
    form["entry_terms"] = wish_of(draft.entry)
    form["began_on"] = sent.get("began_on") or str(base.number)
    form["base_revision"] = str(theirs.number)
    return form


def places_of(conflict: Conflict) -> list[Place]:
    """Return what is to decide, in the order of the page."""
    return [*_lines(conflict), *_passages(conflict)]


def fingerprint(conflict: Conflict) -> str:
    """Return what changes when the places of a conflict do."""
    seen = repr([(place.name, place.readings) for place in places_of(conflict)])
    return hashlib.sha256(seen.encode("utf-8", "replace")).hexdigest()[:32]


def _lines(conflict: Conflict) -> Iterator[Place]:
    texts = dict(
        zip(SIDES, (Draft.of(conflict.base), conflict.draft, Draft.of(conflict.theirs)), strict=True)
    )
    for name in conflict.fields:
        if name != "body":
            yield Place(name, {side: getattr(draft, name) for side, draft in texts.items()})


def _passages(conflict: Conflict) -> Iterator[Place]:
    for number, chunk in enumerate(conflict.merge.conflicts, 1):
        readings = {side: chunk.reading(side) for side in SIDES}
        ends = (text[len(text.rstrip("\n")) :] for text in readings.values())
        yield Place(str(number), readings, max(ends, key=len))


def _revisions(sent: QueryDict, page: Page) -> tuple[Revision, Revision] | None:
    numbers = [sent.get(name, "") for name in ("base_revision", "conflict_with")]
    if not all(number.isascii() and number.isdigit() and len(number) < 10 for number in numbers):
        return None
    found = {row.number: row for row in page.revisions.select_related("by").filter(number__in=numbers)}
    base, theirs = (found.get(int(number)) for number in numbers)
    return (base, theirs) if base and theirs else None


def _draft(sent: QueryDict, base: Revision, theirs: Revision) -> Draft:
    was = Draft.of(base)
    mine = was.changed(
        title=sent.get("title"),
        lede=sent.get("lede"),
        tags=[tag for tag in sent["tags"].split(",") if tag.strip()] if "tags" in sent else None,
        body=sent.get("body"),
        entry=wishing(was.entry, sent["entry_terms"]) if "entry_terms" in sent else None,
    )
    try:
        return merged(base, theirs, mine)
    except Conflict as conflict:
        return settled(conflict, *_chosen(sent, conflict))


def _chosen(sent: QueryDict, conflict: Conflict) -> tuple[list[str], dict[str, str]]:
    """Return the texts that were chosen: for the passages in order, and for title and lede."""
    places = places_of(conflict)
    is_same = sent.get("conflict_places") == fingerprint(conflict)
    faults, texts = {}, {}
    for count, place in enumerate(places):
        name = place.name if count < MOST_PLACES else REST
        text, fault = _text(sent, place, name) if is_same else ("", MISSING)
        texts[place.name] = text
        if fault:
            faults.setdefault(name, fault)
    if faults:
        raise Undecided(conflict, faults)
    passages = [texts[place.name] for place in places if place.name.isdigit()]
    return passages, {name: text for name, text in texts.items() if not name.isdigit()}


def _text(sent: QueryDict, place: Place, name: str) -> tuple[str, str]:
    """Return the text that was chosen for a place, and what is wrong with the choice."""
    pick, own = sent.get(f"pick-{name}", ""), sent.get(f"own-{name}")
    own = None if own is None or name == REST else own.replace("\r\n", "\n").strip("\n")
    has_own_words = own is not None and own.strip() != place.readings["mine"].strip()
    if own is not None and (pick == "own" or (has_own_words and not pick)):
        return (f"{own}{place.end}" if own.strip() else ""), ""
    if pick not in SIDES:
        return "", MISSING
    if has_own_words and sent.get(f"sure-{name}") != pick:
        return "", BOTH
    return place.readings[pick], ""
