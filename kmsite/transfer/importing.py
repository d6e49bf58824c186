"""Importing: a folder of Markdown becomes nested articles, and once more changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from copy import copy
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article
from kmsite.accounts.models import User
from kmsite.attachments.attaching import new_id
from kmsite.pages.index import choosing
from kmsite.pages.models import Page, Revision
from kmsite.pages.retrying import flushed_once, in_one_transaction
from kmsite.pages.saving import editing
from kmsite.pages.saving.drafts import EMPTY, LONGEST_SUMMARY, Draft, clean_body
from kmsite.pages.saving.editing import Saved, TextRefused, TitleTaken
from kmsite.text.rendering import Rendered
from kmsite.transfer.ahead import rendered_ahead
from kmsite.transfer.files import PageFiles
from kmsite.transfer.folder import read_folder
from kmsite.transfer.models import ImportedPage
from kmsite.transfer.order import read_order
from kmsite.transfer.planning import Planned, plan
from kmsite.transfer.reporting import Outcome, Report
from kmsite.transfer.texts import Texts

FIRST_REHEARSED_ID = 10**12


def import_folder(
    root: Path,
    *,
    source: str,
    under: Article | None = None,
    by: User | None = None,
    summary: str = "",
    dry_run: bool = False,
    watch: Callable[[list[Planned]], Iterable[Planned]] = iter,
) -> Report:
    """Bring every Markdown file below `root` in as an article, below `under` or at the top.

    `source` names the folder for ever: what came from the same source and path before is revised where the
    file changed, left alone where it did not, and skipped where somebody edited the page here since. One
    revision and one transaction for each page, its edit summary being `summary` or naming the file. A dry run
    does the same in a transaction that it takes back, and keeps no file. `watch` is handed the pages and
    yields them: a place for a progress bar.
    """
    report = Report()
    folder = read_folder(root, report)
    records = _records(source)
    planned = plan(folder, read_order(folder, report), report, taken=_titles_taken(under, source))
    with transaction.atomic() if dry_run else nullcontext():
        known = {page: records[page.path] for page in planned.pages if page.path in records}
        draw = count(FIRST_REHEARSED_ID).__next__ if dry_run else new_id
        texts = Texts(folder, planned, known, report, draw)
        run = Run(source, under, by, summary, records, texts, report, keep_files=not dry_run)
        with flushed_once():
            run.bring_all(watch(planned.pages))
            run.finish()
        if dry_run:
            transaction.set_rollback(True)
    return report


def _records(source: str) -> dict[str, ImportedPage]:
    """Return what came from `source` before, by path."""
    records = ImportedPage.objects.filter(source=source).select_related("page", "page__current", "revision")
    return {record.path: record for record in records}


def _titles_taken(under: Article | None, source: str) -> set[str]:
    """Return the keys of titles that other pages have where the topmost pages of an import go."""
    siblings = Article.objects.live().filter(parent=under).exclude(imported__source=source)
    return {*siblings.values_list("title_key", flat=True)}


@dataclass(frozen=True)
class Written:
    """A page with its body as the wiki has it, and the files to attach once it is saved."""

    page: Planned
    body: str
    files: PageFiles


@dataclass
class Run:
    """One import under way."""

    source: str
    under: Article | None
    by: User | None
    summary: str
    records: dict[str, ImportedPage]
    texts: Texts
    report: Report
    keep_files: bool

    def bring_all(self, pages: Iterable[Planned]) -> None:
        """Create or revise each page and attach its files, all or nothing; new texts are rendered ahead."""
        new = sum(page.path not in self.records for page in self.texts.plan.pages)
        for written, rendering in rendered_ahead(self._write(pages), new):
            self._bring_in(written, rendering())

    def _write(self, pages: Iterable[Planned]) -> Iterator[tuple[Written, str | None]]:
        """Yield the text of each page, and its body if that will have to be rendered."""
        for page in pages:
            body, files = self.texts.write(page)
            yield Written(page, body, files), None if page.path in self.records else clean_body(body)

    def _bring_in(self, written: Written, rendered: Rendered | None) -> None:
        page = written.page
        try:
            outcome, record = self._bring_patiently(written, rendered)
        except TextRefused as refusal:
            self._remark_lost(page, str(refusal))
        except TitleTaken:
            self._remark_lost(page, f'a page called "{page.title}" stands there already')
        else:
            self.report.outcomes[page.path] = outcome
            self.records[page.path] = record
            self.texts.pages[page] = record.page

    def _bring_patiently(self, written: Written, rendered: Rendered | None) -> tuple[Outcome, ImportedPage]:
        """Try twice: the budget of a rendering counts processor time, and a pause of Python's own is some."""
        try:
            return self._bring(written, rendered)
        except TextRefused:
            return self._bring(written, rendered)

    @in_one_transaction
    def _bring(self, written: Written, rendered: Rendered | None) -> tuple[Outcome, ImportedPage]:
        """Write one page, its files and its record. It may be tried again: nothing here remembers it."""
        outcome, record = self._save(written.page, written.body, rendered)
        if self.keep_files and outcome in (Outcome.NEW, Outcome.CHANGED):
            written.files.attach(record.page, self.by)
        return outcome, record

    def finish(self) -> None:
        """Correct addresses that were guessed wrong, and report what leads nowhere."""
        for page in self.texts.misjudged():
            if self.report.outcomes.get(page.path) in (Outcome.NEW, Outcome.CHANGED):
                self._correct(page, self.texts.write_again(page))
        self.texts.report_dead_ends()

    @in_one_transaction
    def _correct(self, page: Planned, body: str) -> None:
        self._save(page, body)

    def _save(
        self, page: Planned, body: str, rendered: Rendered | None = None
    ) -> tuple[Outcome, ImportedPage]:
        """Return what became of the page, and the record of which revision holds what the file says now."""
        record = self.records.get(page.path)
        if record is None:
            saved = self._create(page, body, rendered)
            new = ImportedPage(source=self.source, path=page.path, slug=saved.page.slug)
            return Outcome.NEW, _remembered(new, saved.page, saved.revision)
        if page.language and record.page.is_live and record.page.current_id == record.revision_id:
            choosing.choose(record.page, page.language, by=None)
        draft = EMPTY.changed(title=page.title, body=body, lede=page.lede, tags=page.tags)
        if draft.says(Draft.of(record.revision)):
            return Outcome.SAME, record
        if not record.page.is_live:
            return Outcome.SKIPPED, record
        if record.page.current_id != record.revision_id:
            if not draft.says(Draft.of(record.page.current)):
                return Outcome.SKIPPED, record
            return Outcome.SAME, _remembered(record, record.page, record.page.current)
        saved = self._revise(page, record, body)
        return Outcome.CHANGED, _remembered(record, saved.page, saved.revision)

    def _create(self, page: Planned, body: str, rendered: Rendered | None) -> Saved:
        past = page.at if page.at and page.at <= timezone.now() else None
        return editing.create(
            Article,
            title=page.title,
            body=body,
            by=self.by,
            parent=self._parent(page),
            lede=page.lede,
            tags=page.tags,
            summary=self._summary(page),
            at=past,
            rendered=rendered,
            language=page.language,
        )

    def _revise(self, page: Planned, record: ImportedPage, body: str) -> Saved:
        return editing.revise(
            Article.objects.get(pk=record.page_id),
            base=record.revision.number,
            title=page.title,
            body=body,
            lede=page.lede,
            tags=page.tags,
            summary=self._summary(page),
            by=self.by,
        )

    def _parent(self, page: Planned) -> Page | None:
        """Return the nearest page above that came in and is not in the trash."""
        above = page.parent
        while above:
            made = self.texts.pages.get(above)
            if made and made.is_live:
                return made
            above = above.parent
        return self.under

    def _summary(self, page: Planned) -> str:
        return self.summary or (_("Imported from %s") % page.path)[:LONGEST_SUMMARY]

    def _remark_lost(self, page: Planned, text: str) -> None:
        self.report.remark(page.path, text, lost=True)


def _remembered(record: ImportedPage, page: Page, revision: Revision) -> ImportedPage:
    """Write down that `revision` of `page` holds what the file says now."""
    record = copy(record)
    record.page, record.revision = page, revision
    record.save()
    return record
