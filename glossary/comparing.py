"""Writing comparisons of terms: the text that curators put beside what the terms say themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from glossary.choosing import MOST, address_of, title_of
from glossary.comparison_text import COMMON, ComparisonText, Row
from glossary.models import Comparison, ComparisonVersion, Term
from glossary.recording import sources_by_value
from kmsite.pages.locking import lock_pages
from kmsite.pages.models import Page
from kmsite.pages.retrying import in_one_transaction
from kmsite.pages.saving.admitting import refuse_shut_out
from kmsite.pages.saving.drafts import LONGEST_SUMMARY, clean_body, clean_field
from kmsite.pages.shown import showing
from kmsite.text.excerpts import excerpt
from kmsite.text.plain import plain_text
from kmsite.text.refusal import TextRefused
from kmsite.text.rendering import render
from kmsite.text.structured import Clash, merge_structures

MOST_ROWS, LONGEST_CRITERION, LONGEST_TEXT = 40, 200, 20_000
NOTHING = ComparisonText()


class ComparisonConflict(Exception):
    """Two people changed the same place of a comparison; nothing was written.

    `theirs` is the version that came meanwhile, `merged` the text with what both changed, mine at `clashes`.
    """

    def __init__(self, theirs: ComparisonVersion, merged: ComparisonText, clashes: Sequence[Clash]) -> None:
        super().__init__(", ".join(clash.path for clash in clashes))
        self.theirs, self.merged, self.clashes = theirs, merged, tuple(clashes)


@dataclass(frozen=True)
class Written:
    """What came of writing. `outcome` is "saved", "merged" or "unchanged"."""

    version: ComparisonVersion
    outcome: str


@dataclass(frozen=True)
class Compared:
    """A comparison as lists show it: its address, its name, the other terms, the beginning of its text."""

    address: str
    title: str
    others: str
    opening: str
    version: ComparisonVersion


def of(term: Page) -> list[Compared]:
    """Return the written comparisons of `term` with terms that are there. Two statements."""
    return listed(Comparison.objects.written().about(term).order_by("pk"), beside=term)


def listed(comparisons: Any, *, beside: Page | None = None) -> list[Compared]:
    """Return those of `comparisons` whose terms are all there, in one statement more."""
    found = list(comparisons)
    terms = Term.objects.live().in_bulk({id for one in found for id in one.terms})
    shown = []
    for one in found:
        if terms.keys() >= {*one.terms}:
            own = sorted((terms[id] for id in one.terms), key=lambda term: term.slug)
            others = title_of(term.title for term in own if beside is None or term.pk != beside.pk)
            title = title_of(term.title for term in own)
            opening = excerpt(plain_text(ComparisonText.of(one.current.said).html("intro")))
            shown.append(Compared(address_of(own), title, others, opening, one.current))
    return shown


def write(*, terms: Sequence[Page], said: ComparisonText, base: int, by: Any, summary: str = "") -> Written:
    """Write what is `said` about `terms`, by somebody who started from version `base` (0: from nothing).

    What others wrote since is merged in; where both changed the same place, ComparisonConflict is raised.
    Raises TextRefused for what cannot be kept; NoLongerAllowed is one kind. Nothing is written then.
    """
    said = completed(_cleaned(said, terms), terms)
    return _write(sorted(term.pk for term in terms), said, base, by, _summary(summary))


def restore(
    *, terms: Sequence[Page], old: ComparisonVersion, base: int, by: Any, summary: str = ""
) -> Written:
    """Write what the version `old` said, on top of version `base`; raises what `write` raises."""
    summary = summary or _("Restore version %d") % old.number
    return write(terms=terms, said=_as_of_now(old, terms), base=base, by=by, summary=summary)


def completed(said: ComparisonText, terms: Sequence[Page]) -> ComparisonText:
    """Return `said` with all that it needs to be shown alone: HTML, sources and titles by value."""
    told = {
        "terms": [[term.pk, term.title] for term in sorted(terms, key=lambda term: term.slug)],
        "html": {place: render(text).html for place, text in said.texts() if text},
        "sources": sources_by_value(said.sources_used()),
    }
    return replace(said, told=told)


def hand_over(term: Page, into: Page, by: Any) -> None:
    """Let the comparisons of `term`, which goes on as `into`, be about `into`: inside the merge.

    Where `into` has a comparison of the same terms, or is the other term, the one of `term` stays as it was:
    it is found under the address that it had, and from the comparison that goes on.
    """
    comparisons = Comparison.objects.written().about(term).order_by("pk").select_for_update(of=["self"])
    for comparison in comparisons:
        terms = sorted({*comparison.terms} - {term.pk} | {into.pk})
        if len(terms) > 1 and not Comparison.objects.filter(terms=terms).exists():
            said = ComparisonText.of(comparison.current.said).about({term.pk: into.pk})
            pages = Page.objects.filter(pk__in=terms)
            Comparison.objects.filter(pk=comparison.pk).update(terms=terms)
            comparison.terms = terms
            told = _("“%(term)s” goes on as “%(into)s”") % {"term": term.title, "into": into.title}
            _add(comparison, completed(said, list(pages)), by, _summary(told))
            showing.touch(terms)  # not last, as it should be: two who meet here try again


def formers(terms: Sequence[Page]) -> list[Comparison]:
    """Return the comparisons of terms that were merged into these, kept because there was one already."""
    merged = dict(Page.objects.filter(merged_into__in=terms).values_list("pk", "merged_into"))
    if not merged:
        return []
    now = {term.pk for term in terms}
    others = Comparison.objects.written().filter(terms__overlap=list(merged)).order_by("pk")
    return [one for one in others if {merged.get(id, id) for id in one.terms} == now]


@in_one_transaction
def _write(ids: list[int], said: ComparisonText, base: int, by: Any, summary: str) -> Written:
    pages = lock_pages(ids)
    for id in ids:
        page = pages.get(id)
        if page is None or not page.is_live:
            raise TextRefused(_("One of the terms is no longer there. Your text is kept below."))
        refuse_shut_out(page, by, "glossary")
    locked = Comparison.objects.select_for_update(of=["self"]).select_related("current")
    comparison = locked.get(pk=Comparison.objects.get_or_create(terms=ids)[0].pk)
    current = comparison.current
    text = said if base == (current.number if current else 0) else _merged(comparison, base, said)
    if current and text.says(ComparisonText.of(current.said)):
        return Written(current, "unchanged")
    if text is not said:
        text = completed(_cleaned(text, list(pages.values())), list(pages.values()))
    version = _add(comparison, text, by, summary)
    showing.touch(ids)
    return Written(version, "saved" if text is said else "merged")


def _add(comparison: Comparison, said: ComparisonText, by: Any, summary: str) -> ComparisonVersion:
    number = comparison.current.number + 1 if comparison.current else 1
    version = ComparisonVersion.objects.create(
        comparison=comparison,
        number=number,
        by=by,
        at=timezone.now(),
        summary=summary,
        said=said.structure(),
    )
    Comparison.objects.filter(pk=comparison.pk).update(current=version)
    return version


def _merged(comparison: Comparison, base: int, mine: ComparisonText) -> ComparisonText:
    """Return `mine` with what came since `base`; raises ComparisonConflict."""
    old = comparison.versions.filter(number=base).first()
    before = ComparisonText.of(old.said) if old else NOTHING
    theirs = comparison.current
    if theirs is None:
        return mine
    texts = (before.flat(), mine.flat(), ComparisonText.of(theirs.said).flat())
    said, clashes = merge_structures(*texts)
    if clashes:
        said, _settled = merge_structures(*texts, {clash.path: clash.mine for clash in clashes})
        raise ComparisonConflict(theirs, ComparisonText.of_flat(said), clashes)
    return ComparisonText.of_flat(said)


def _as_of_now(old: ComparisonVersion, terms: Sequence[Page]) -> ComparisonText:
    """Return what `old` said, with the terms that were merged since under those they go on as."""
    said = ComparisonText.of(old.said)
    columns = [int(id) for id in said.titles()]
    meant = dict(Page.objects.filter(pk__in=columns, merged_into__in=terms).values_list("pk", "merged_into"))
    return said.about(meant)


def _cleaned(said: ComparisonText, terms: Sequence[Page]) -> ComparisonText:
    """Return `said` as it is kept. Raises TextRefused with everything that is wrong with it."""
    columns = {COMMON, *(str(term.pk) for term in terms)}
    rows = tuple(_cleaned_row(row, columns) for row in said.rows)
    said = replace(said, intro=_text(said.intro), why=_text(said.why), rows=rows).with_ids()
    faults = []
    if len(terms) > MOST:
        faults.append(_("A comparison has two to four terms."))
    if not said.why:
        faults.append(_("Say why the difference matters: without it a comparison is not published."))
    if any(not row.criterion or not row.cells for row in said.rows):
        faults.append(_("A criterion needs a name, and a text for at least one of the terms."))
    if len(said.rows) > MOST_ROWS:
        faults.append(_("A comparison has at most %d criteria.") % MOST_ROWS)
    if any(len(text) > LONGEST_TEXT for _place, text in said.texts()):
        faults.append(_("A text in a comparison has at most %d characters.") % LONGEST_TEXT)
    if faults:
        raise TextRefused(" ".join(faults))
    return said


def _cleaned_row(row: Row, columns: set[str]) -> Row:
    cells = {at: replace(cell, text=_text(cell.text)) for at, cell in row.cells.items() if at in columns}
    return replace(
        row, criterion=clean_field(row.criterion, LONGEST_CRITERION, _("The criterion")), cells=cells
    )


def _text(text: str) -> str:
    return clean_body(text).rstrip("\n")


def _summary(text: str) -> str:
    return clean_field(text, LONGEST_SUMMARY, _("The edit summary"))
