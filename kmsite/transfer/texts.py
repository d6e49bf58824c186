"""The text of each page of an import: links as the wiki writes them, files at their address."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import PurePosixPath

from kmsite.pages.models import Page, Redirect, Rendering
from kmsite.text.addresses import anchor_of_fragment
from kmsite.text.slugs import slugify
from kmsite.transfer.destinations import destination_of
from kmsite.transfer.files import FileRefused, PageFiles
from kmsite.transfer.folder import Folder, readable
from kmsite.transfer.links import Found, rewrite
from kmsite.transfer.models import ImportedPage
from kmsite.transfer.planning import Plan, Planned
from kmsite.transfer.reporting import Remark, Report
from kmsite.transfer.wiki_links import WikiLinks, with_title


@dataclass(frozen=True)
class Arrow:
    """A link from one planned page to another, to be looked at again when all are there."""

    source: Planned
    target: Planned
    anchor: str
    line: int
    by_address: bool


@dataclass
class Texts:
    """Rewrites bodies. `pages` are those that exist, and grows; new ones are expected at a likely address."""

    folder: Folder
    plan: Plan
    known: Mapping[Planned, ImportedPage]
    report: Report
    draw: Callable[[], int]
    arrows: list[Arrow] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.pages: dict[Planned, Page] = {page: record.page for page, record in self.known.items()}
        self._wiki_links = WikiLinks(self.plan, dict(self.pages))
        self._slugs = _likely_slugs(self.plan, {page: record.slug for page, record in self.known.items()})

    def write(self, page: Planned) -> tuple[str, PageFiles]:
        """Return the body of `page` as the wiki has it, and the files to attach once it is saved."""
        files = PageFiles(self.folder, self.pages.get(page), self.draw)
        return rewrite(page.body, partial(self._replace, page, files)), files

    def write_again(self, page: Planned) -> str:
        """Return the body of a page that was written before, without reporting it again."""
        again = replace(self, report=Report(), arrows=[])
        again.pages, again._wiki_links, again._slugs = self.pages, self._wiki_links, self._slugs
        return again.write(page)[0]

    def misjudged(self) -> set[Planned]:
        """Return pages that link to another by an address that it did not get; correct what is expected."""
        new = {page: made for page, made in self.pages.items() if page not in self.known}
        wrong = {page for page, made in new.items() if made.slug != self._slugs[page]}
        self._slugs |= {page: self.pages[page].slug for page in wrong}
        return {arrow.source for arrow in self.arrows if arrow.by_address and arrow.target in wrong}

    def report_dead_ends(self) -> None:
        """Report links to pages that could not be made, and to headings that are not there."""
        anchored = {self.pages[a.target].pk for a in self.arrows if a.anchor and a.target in self.pages}
        contents = Rendering.objects.filter(page__in=anchored).values_list("page_id", "toc")
        headings = {page: {heading["id"] for heading in toc} for page, toc in contents}
        for arrow in self.arrows:
            target = self.pages.get(arrow.target)
            if target is None:
                self._broken(arrow.source, arrow.line, f"{arrow.target.path} did not come in")
            elif arrow.anchor and anchor_of_fragment(arrow.anchor) not in headings[target.pk]:
                text = f'there is no heading "{arrow.anchor}" in {arrow.target.path}'
                self.report.remark(arrow.source.path, text, line=arrow.line)

    def _replace(self, page: Planned, files: PageFiles, found: Found) -> str | None:
        line = page.before + found.line
        place = destination_of(found.destination, page, self.plan, self.folder)
        if place is None:
            return None
        if place.file:
            return self._file(page, files, found, place.file, line)
        if place.page is None or found.image:
            self._broken(page, line, found.destination)
            return None
        self.report.links += 1
        slug = self._slugs[place.page]
        written = self._wiki_links.write(found, place.page, place.anchor, slug)
        by_address = not written.startswith("[[")
        self.arrows.append(Arrow(page, place.page, place.anchor, line, by_address))
        return written

    def _file(
        self, page: Planned, files: PageFiles, found: Found, path: PurePosixPath, line: int
    ) -> str | None:
        try:
            address = files.address(path)
        except (FileRefused, OSError) as error:
            self._broken(page, line, found.destination)
            self.report.remark(readable(str(path)), str(error), lost=True)
            return None
        self.report.files += 1
        return with_title(found, address, label="" if found.image else readable(path.name))

    def _broken(self, page: Planned, line: int, text: str) -> None:
        self.report.broken.append(Remark(page.path, line, text))


def _likely_slugs(plan: Plan, known: Mapping[Planned, str]) -> dict[Planned, str]:
    """Return the address of each page, for new ones the one that `pages.addressing` will probably give."""
    slugs = dict(known)
    stems = {page: slugify(page.title) for page in plan.pages}
    wanted = {*stems.values()}
    taken = {*Page.objects.filter(slug__in=wanted).values_list("slug", flat=True)}
    taken |= {*Redirect.objects.filter(slug__in=wanted).values_list("slug", flat=True)}
    for page in plan.pages:
        if page not in slugs:
            slug = stems[page]
            if slug in taken and page.parent:
                slug = f"{stems[page.parent]}-{slug}"
            slugs[page] = slug
            taken.add(slug)
    return slugs
