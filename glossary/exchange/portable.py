"""A term as files carry it: plain values that mean the same in every installation.

What `Said` holds is shaped as `kmsite.text.structured` merges it. Other terms are named by their `uid`,
domains by name, people by username, sources by their columns.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any

Said = dict[str, Any]

LINES = ("title", "gloss", "text")
FIELDS = (
    "status",
    "domain",
    "steward",
    "review_due",
    "is_contested",
    "replaced_by",
    "is_shareable",
    "case",
    "autolink",
)
PARTS = ("names", "definitions", "notes", "relations")
NEW: Said = {
    "title": "",
    "gloss": "",
    "text": "",
    "tags": [],
    "status": "draft",
    "domain": "",
    "steward": "",
    "review_due": "",
    "is_contested": False,
    "replaced_by": "",
    "is_shareable": False,
    "case": "any",
    "autolink": "auto",
    "names": [],
    "definitions": [],
    "notes": [],
    "relations": [],
}
"""What a term says of which nothing was said yet."""

DEFINITION: Said = {
    "id": "",
    "text": "",
    "is_house": False,
    "reason": "",
    "source": None,
    "fidelity": "",
    "locator": "",
    "via": None,
    "since": None,
    "until": None,
}
NOTE: Said = {"id": "", "text": "", "kind": "scope", "source": None}
RELATION: Said = {"id": "", "kind": "", "term": "", "stance": "asserted", "source": None, "note": ""}
EMPTY_PARTS = {"definitions": DEFINITION, "notes": NOTE, "relations": RELATION}

_CHARACTERS_OF_A_VERSION = 15


@dataclass(slots=True)
class Record:
    """What a file says of one term: `said` holds only what it speaks of.

    `uid` is empty where the file does not say which term it means, `version` where it does not say from which
    version it started. `titles` tells what other terms are called, by their uid,
    and `problem` why a file's entry cannot be a term.
    """

    said: Said
    uid: str = ""
    version: str = ""
    slug: str = ""
    titles: Mapping[str, str] = field(default_factory=dict)
    changed_on: date | None = None
    created_on: date | None = None
    summary: str = ""
    problem: str = ""


def version_of(said: Said) -> str:
    """Return what tells one version of a term from all others, wherever it is kept."""
    text = json.dumps(said, sort_keys=True, ensure_ascii=False)
    return "v" + sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_CHARACTERS_OF_A_VERSION]


def for_readers(said: Said, listed: Collection[str]) -> Said:
    """Return what readers may know of `said`: no notes for editors, no drafts (`listed` holds the uids that
    are shown), nothing of how the glossary is looked after."""
    return said | {
        "notes": [note for note in said["notes"] if note["kind"] != "editor"],
        "relations": [one for one in said["relations"] if one["term"] in listed],
        "replaced_by": said["replaced_by"] if said["replaced_by"] in listed else "",
        "steward": "",
        "review_due": "",
    }


def sources_in(said: Said) -> list[dict[str, Any]]:
    """Return every source that `said` names, in order, those they were found in before them."""
    named = [
        part[place] for name in PARTS for part in said[name] for place in ("source", "via") if part.get(place)
    ]
    found: list[dict[str, Any]] = []
    for source in named:
        chain = [source]
        while chain[-1].get("quoted_in"):
            chain.append(chain[-1]["quoted_in"])
        found.extend(one for one in reversed(chain) if one not in found)
    return found


def source_key(source: Mapping[str, Any]) -> str:
    """Return a digest of the columns of a source: two with the same one are the same source."""
    return sha256(json.dumps(source, sort_keys=True).encode("utf-8", "surrogatepass")).hexdigest()[:16]
