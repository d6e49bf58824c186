"""Citing a version of a term: what is cited, and how it reads in the style of the APA."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from glossary.entry import Entry
from glossary.models import Definition, Source
from glossary.presenting_sources import DOI
from kmsite.text.characters import without_invisible

Work = Mapping[str, Any]
"""The columns of a source, as an entry keeps them by value."""
NO_DATE = "n.d."
QUOTED = (Definition.Fidelity.VERBATIM, Definition.Fidelity.ABRIDGED)
"""How faithful a definition is whose words are those of its source."""
MOST_NAMED = 20
"""Authors that the APA names; of more, the last one only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A version of a term as it is cited: `page` is the address of the term, with its host.

    With `retrieved` the page is cited as it was on that day, whatever it says by now; without, the version.
    `html` is the house definition as it is stored, where that is at hand: it need not be rendered again then.
    """

    entry: Entry
    title: str
    gloss: str
    number: int
    saved: date
    site: str
    page: str
    retrieved: date | None = None
    html: str = ""

    @property
    def address(self) -> str:
        """Where the cited words are found: the version's own address, or that of the page as it is by now."""
        return self.page if self.retrieved else f"{self.page}v/{self.number}/"

    @property
    def name(self) -> str:
        """The name of the term, with its first acronym."""
        acronym = next(iter(self.entry.names_of("acronym")), "")
        return f"{line(self.title)} ({line(acronym)})" if acronym else line(self.title)

    @property
    def glossary(self) -> str:
        """What the whole that the term is a part of is called."""
        return f"{line(self.site)} glossary"

    @property
    def locator(self) -> str:
        """Where in its source the house definition stands."""
        return line(self.entry.house.locator) if self.entry.house else ""

    @property
    def source(self) -> Work | None:
        """The source of the house definition."""
        return self.entry.source(self.entry.house.source) if self.entry.house else None

    @property
    def via(self) -> Work | None:
        """The source in which that of the house definition was found."""
        house, source = self.entry.house, self.source
        found = self.entry.source(house.via) if house else None
        return found or (self.entry.source(source["quoted_in"]) if source else None)

    @property
    def original(self) -> Work | None:
        """The source whose words the house definition is: it is cited first."""
        house, source = self.entry.house, self.source
        is_quoted = house is not None and house.fidelity in QUOTED
        return source if is_quoted and source and source["kind"] != Source.Kind.INTERNAL else None


def apa(one: Citation) -> str:
    """Return the reference to `one` in the 7th edition of the APA's style, as plain text.

    A page that changes is cited with the day it was read on, a version without (section 9.16); words of
    others as a secondary source (section 8.6), with the glossary as the place where they are given.
    """
    if one.original is None:
        return _of_entry(one)
    chain = [work(one.original, one.locator)]
    if one.via:
        chain.append(f"As cited in {work(one.via)}")
    return " ".join([*chain, f"As given in {_of_entry(one)}"])


def work(said: Work, locator: str = "") -> str:
    """Return a source as a reference in the APA's style; gaps are told as the APA tells them."""
    by, title = credited(said), _titled(said)
    when = f"({dated(said)})"
    if locator:
        title = f"{title} ({locator})"
    head = [by, when, title] if by else [title, when]
    container, publisher = line(said["container"]), line(said["publisher"])
    around = [container, publisher if publisher != by else ""]
    return " ".join([*map(_ended, filter(None, [*head, *around])), *filter(None, [_link(said)])])


def credited(said: Work) -> str:
    """Return who a source is by: its authors, or the organisation; empty where nobody is known."""
    return _people(said["authors"]) or line(said["organisation"])


def dated(said: Work) -> str:
    """Return the year of a source, or its date as it was given."""
    return str(said["year"] or "") or line(said["date_text"]) or NO_DATE


def authors_of(said: Work) -> list[str]:
    """Return the authors of a source, each with the family name first where it was written so."""
    return [name for name in map(line, said["authors"].split(";")) if name]


def link_of(said: Work) -> str:
    """Return the address of a source, its DOI first; spaces, quotes and braces are percent-encoded."""
    link = f"{DOI}{line(said['doi'])}" if said["doi"] else line(said["url"])
    return "".join(f"%{ord(sign):02X}" if sign in ' "<>\\^`{|}' else sign for sign in link)


def line(text: str | None) -> str:
    """Return `text` on one line, without anything invisible."""
    return " ".join(without_invisible(text or "").split())


def _of_entry(one: Citation) -> str:
    site, entry = _ended(line(one.site)), line(one.title)
    if one.retrieved:
        address = f"Retrieved {day(one.retrieved)}, from {one.address}"
        return f"{site} ({NO_DATE}). {_ended(entry)} In {_ended(one.glossary)} {address}"
    version = f"{entry} (Version {one.number})."
    return f"{site} ({one.saved.year}). {version} In {_ended(one.glossary)} {one.address}"


def day(on: date) -> str:
    """Return a day as the APA writes it: November 22, 2026."""
    return f"{on:%B} {on.day}, {on.year}"


def _people(authors: str) -> str:
    names = authors_of({"authors": authors})
    if len(names) < 2:
        return "".join(names)
    if len(names) > MOST_NAMED:
        return f"{', '.join(names[: MOST_NAMED - 1])}, … {names[-1]}"
    return f"{', '.join(names[:-1])}, & {names[-1]}"


def _titled(said: Work) -> str:
    if title := line(said["title"]):
        return title
    if not credited(said):
        return "[Source unknown]"
    if said["kind"] == Source.Kind.PERSON:
        return f"[{line(said['role']) or 'Personal communication'}]"
    kind = "" if said["kind"] == Source.Kind.UNKNOWN else f" {Source.Kind(said['kind']).label}"
    return f"[Untitled{kind}]"


def _link(said: Work) -> str:
    link, read = link_of(said), said["accessed_on"]
    if link and read and not said["year"]:
        return f"Retrieved {day(date.fromisoformat(str(read)))}, from {link}"
    return link


def _ended(part: str) -> str:
    return part if part.endswith((".", "?", "!")) else f"{part}."
