"""The plan of an import: which file becomes which page, below which, in which order, under which title."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from pathlib import PurePosixPath

from kmsite.pages.index import languages
from kmsite.pages.saving.drafts import LONGEST_LEDE, LONGEST_TITLE
from kmsite.pages.tags.tagging import LONGEST_TAG, MOST_TAGS
from kmsite.text.names import clean_line, name_key
from kmsite.transfer.folder import SECTION_PAGES, Folder, readable
from kmsite.transfer.front_matter import FrontMatter, read_front_matter, split_heading
from kmsite.transfer.order import Order
from kmsite.transfer.reporting import Report

TOP = PurePosixPath(".")


@dataclass(eq=False)
class Planned:
    """A page to be. `path` is its file, or its folder with a slash where no file speaks for the folder.

    `body` is as the file has it, `before` the number of lines that stood above it there.
    """

    path: str
    folder: PurePosixPath
    title: str
    body: str
    parent: Planned | None
    lede: str = ""
    tags: tuple[str, ...] = ()
    at: datetime | None = None
    before: int = 0
    language: str | None = None

    @property
    def key(self) -> str:
        return name_key(self.title)


@dataclass
class Plan:
    """Pages, parents before children and siblings in order; `places` finds them by file and by folder."""

    pages: list[Planned] = field(default_factory=list)
    places: dict[PurePosixPath, Planned] = field(default_factory=dict)


def plan(folder: Folder, order: Order, report: Report, *, taken: Collection[str] = ()) -> Plan:
    """Plan a page for each text and each folder that holds one.

    `taken` are the keys of titles that stand already where the topmost pages go. A title that two siblings
    share gets its file's name behind it, and a remark.
    """
    return _Planner(folder, order, report).plan(set(taken))


@dataclass
class _Planner:
    folder: Folder
    order: Order
    report: Report
    made: Plan = field(default_factory=Plan)

    def plan(self, taken: set[str]) -> Plan:
        inside = self._children()
        top_file = self._section_file(TOP)
        top = self._add(self._page(top_file, None), TOP, taken) if top_file else None
        waiting: list[tuple[PurePosixPath, Planned | None]] = [(TOP, top)]
        for here, parent in waiting:
            titles = set() if parent else taken
            for path in self.order.arrange(here, [*inside[here]]):
                if path in inside:
                    waiting.append((path, self._add(self._section(path, parent), path, titles)))
                else:
                    self._add(self._page(path, parent), path, titles)
        return self.made

    def _children(self) -> dict[PurePosixPath, set[PurePosixPath]]:
        """Return the texts and folders directly in each folder that holds a text, section pages left out."""
        inside: dict[PurePosixPath, set[PurePosixPath]] = {TOP: set()}
        sections = {self._section_file(path.parent) for path in self.folder.texts}
        for text in self.folder.texts:
            for path in text.parents[:-1]:
                inside.setdefault(path, set())
                inside.setdefault(path.parent, set()).add(path)
            if text not in sections:
                inside[text.parent].add(text)
        return inside

    def _section_file(self, here: PurePosixPath) -> PurePosixPath | None:
        for name in SECTION_PAGES:
            for spelling in (name, name.upper().replace(".MD", ".md"), name.capitalize(), name.upper()):
                if here / spelling in self.folder.texts:
                    return here / spelling
        return None

    def _section(self, here: PurePosixPath, parent: Planned | None) -> Planned:
        """Return the page that speaks for a folder: its index or README, else an empty page with its name."""
        path = self._section_file(here)
        if path:
            return self._page(path, parent)
        title = self._clean_title(self.order.titles.get(here) or _title_of(here.name), here)
        return Planned(readable(f"{here}/"), here, title, "", parent)

    def _page(self, path: PurePosixPath, parent: Planned | None) -> Planned:
        shown = readable(str(path))
        front = read_front_matter(self.folder.texts[path])
        self._remark_front_matter(front, shown)
        heading, rest, taken = split_heading(front.body)
        title_is_heading = bool(heading) and name_key(front.title or heading) == name_key(heading)
        page = Planned(
            path=shown,
            folder=path.parent,
            title=self._clean_title(front.title or heading or self._title_of_file(path), path),
            body=rest if title_is_heading else front.body,
            parent=parent,
            lede=self._clean(front.lede, LONGEST_LEDE, "summary", shown),
            tags=self._clean_tags(front.tags, shown),
            at=front.at,
            language=self._language(front.language, shown),
            before=front.lines + (taken if title_is_heading else 0),
        )
        self.made.places[path] = page
        return page

    def _title_of_file(self, path: PurePosixPath) -> str:
        """Return a title for a text that has none: the navigation's, else its folder's or its own name."""
        titles = self.order.titles
        if path.name.lower() in SECTION_PAGES and path.parent != TOP:
            return titles.get(path) or titles.get(path.parent) or _title_of(path.parent.name)
        return titles.get(path) or _title_of(path.stem)

    def _add(self, page: Planned, place: PurePosixPath, titles: set[str]) -> Planned:
        page.title = self._distinguished(page, place, titles)
        titles.add(page.key)
        self.made.pages.append(page)
        self.made.places[place] = page
        return page

    def _distinguished(self, page: Planned, place: PurePosixPath, titles: set[str]) -> str:
        if page.key not in titles:
            return page.title
        for suffix in _suffixes(place):
            title = f"{page.title[: LONGEST_TITLE - len(suffix) - 3]} ({suffix})"
            if name_key(title) not in titles:
                break
        self.report.remark(
            page.path, f'another page here is called "{page.title}", so this one is called "{title}"'
        )
        return title

    def _clean_title(self, title: str, path: PurePosixPath) -> str:
        return self._clean(title, LONGEST_TITLE, "title", readable(str(path))) or _title_of(path.stem)

    def _clean(self, text: str, limit: int, what: str, path: str) -> str:
        """Clean a one-line field; cut and remark where it is too long."""
        line = clean_line(text[: 20 * limit], 20 * limit)
        if len(line) > limit:
            self.report.remark(path, f"{what} is longer than {limit} characters and was cut", lost=True)
        return line[:limit].strip()

    def _language(self, said: str, path: str) -> str | None:
        """Return the language that a file says it is in; None where it says none, or an unknown one."""
        if said and not (language := languages.meant(said)):
            self.report.remark(path, f"search knows no language called {said!r}")
        return language or None if said else None

    def _clean_tags(self, tags: tuple[str, ...], path: str) -> tuple[str, ...]:
        if len(tags) > MOST_TAGS:
            self.report.remark(path, f"only the first {MOST_TAGS} tags are kept", lost=True)
        return tuple(self._clean(tag, LONGEST_TAG, "tag", path) for tag in tags[:MOST_TAGS])

    def _remark_front_matter(self, front: FrontMatter, path: str) -> None:
        if front.problem:
            self.report.remark(path, front.problem)
        if front.ignored:
            self.report.remark(path, f"front matter not used: {', '.join(front.ignored)}")


def _suffixes(place: PurePosixPath) -> Iterator[str]:
    """Yield what may tell two pages of one title apart: the file's name, then 2, 3, …"""
    yield readable(place.stem)[:80]
    for number in count(2):
        yield str(number)


def _title_of(name: str) -> str:
    """Return a file's or folder's name as a title: "unit-testing" becomes "Unit testing"."""
    words = " ".join(readable(name).replace("-", " ").replace("_", " ").split())
    return words[:1].upper() + words[1:] or "Untitled"
