"""Where a relative link in a file leads: to a page of the plan, to a file of the folder, or nowhere."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote

from kmsite.transfer.folder import MARKDOWN, Folder
from kmsite.transfer.planning import TOP, Plan, Planned

_ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|#|\?|$")


@dataclass(frozen=True)
class Destination:
    """A page with the heading meant, or a file, or neither when the link is broken."""

    page: Planned | None = None
    anchor: str = ""
    file: PurePosixPath | None = None


BROKEN = Destination()


def destination_of(address: str, source: Planned, plan: Plan, folder: Folder) -> Destination | None:
    """Return where `address`, written in `source`, leads; None when it is none of the folder's business.

    Other sites, headings of the same page and addresses of this site are left alone. An address that
    begins with a slash counts from the top of the folder. A folder means its section page, and `page` means
    `page.md`, as MkDocs and GitHub have it.
    """
    address = address.strip()
    if _ELSEWHERE.match(address):
        return None
    path, _hash, anchor = address.partition("#")
    path = unquote(path.partition("?")[0])
    absolute = path.startswith("/")
    base = TOP if absolute else source.folder
    place = PurePosixPath(posixpath.normpath(str(base / path.lstrip("/"))))
    found = _at(place, anchor, plan, folder)
    if found or not absolute or place.suffix.lower() in MARKDOWN:
        return found or BROKEN
    return None


def _at(place: PurePosixPath, anchor: str, plan: Plan, folder: Folder) -> Destination | None:
    named = place.with_name(f"{place.name}.md") if place.name else place
    page = plan.places.get(place) or plan.places.get(named)
    if page:
        return Destination(page=page, anchor=anchor)
    return Destination(file=place) if place in folder.others else None
