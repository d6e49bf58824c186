"""What is written about several terms side by side: an introduction, criteria with cells, why it matters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from glossary.entry import new_id
from glossary.reading_entries import source_line

Part = tuple[str, tuple[str | Promise, str]]
COMMON = "common"
"""The column of what all terms of a criterion have in common."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A text in Markdown and the id of its source."""

    text: str = ""
    source: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A criterion: a cell for each term by its id, and one under COMMON for what holds of all of them."""

    criterion: str
    cells: Mapping[str, Cell] = field(default_factory=dict)
    id: str = ""

    def cell(self, column: str | int) -> Cell:
        """Return the cell of a term (its id) or of COMMON; an empty one where nothing is said."""
        return self.cells.get(str(column), Cell())


@dataclass(frozen=True, slots=True)
class ComparisonText:
    """A whole comparison as plain values. `told` is what a version keeps beside it to be read alone:
    "terms" (id and title, in order), "html" by place, "sources" by id."""

    intro: str = ""
    why: str = ""
    rows: tuple[Row, ...] = ()
    told: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, said: Mapping[str, Any]) -> Self:
        """Read what `structure` wrote."""
        rows = tuple(
            Row(row["criterion"], {at: Cell(**cell) for at, cell in row["cells"].items()}, row["id"])
            for row in said.get("rows", ())
        )
        return cls(said.get("intro", ""), said.get("why", ""), rows, said.get("told", {}))

    def structure(self) -> dict[str, Any]:
        """Return this text as plain JSON, as a version keeps it."""
        return {
            "intro": self.intro,
            "why": self.why,
            "rows": [
                {
                    "id": row.id,
                    "criterion": row.criterion,
                    "cells": {
                        at: {"text": cell.text, "source": cell.source} for at, cell in row.cells.items()
                    },
                }
                for row in self.rows
            ],
            "told": dict(self.told),
        }

    def flat(self) -> dict[str, Any]:
        """Return this text as `kmsite.text.structured` merges it: each cell and each source a field."""
        rows = []
        for row in self.rows:
            texts = {at: cell.text for at, cell in row.cells.items()}
            sources = {f"{at} source": cell.source for at, cell in row.cells.items()}
            rows.append({"id": row.id, "criterion": row.criterion, **texts, **sources})
        return {"intro": self.intro, "why": self.why, "rows": rows}

    @classmethod
    def of_flat(cls, said: Mapping[str, Any]) -> Self:
        """Read what `flat` returned, after a merge."""
        return cls(said["intro"], said["why"], tuple(_row_of_flat(row) for row in said["rows"]))

    def with_ids(self) -> Self:
        """Return this text with an id for every row that has none yet, and without empty rows and cells."""
        rows = (replace(row, id=row.id or new_id(), cells=_filled(row.cells)) for row in self.rows)
        return replace(self, rows=tuple(row for row in rows if row.criterion or row.cells))

    def about(self, meant: Mapping[int, int]) -> Self:
        """Return this text with the cells of each term under the id of the term that it is now."""
        return replace(self, rows=tuple(replace(row, cells=_moved(row.cells, meant)) for row in self.rows))

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield each text in Markdown with its place: "intro", "why", "row id/column"."""
        yield from (("intro", self.intro), ("why", self.why))
        for row in self.rows:
            yield from ((f"{row.id}/{at}", cell.text) for at, cell in row.cells.items())

    def says(self, other: Self) -> bool:
        """Say whether both are the same text, whatever is told beside it."""
        return self.flat() == other.flat()

    def source(self, id: int | None) -> dict[str, Any] | None:
        """Return the columns of a source as it was when this was written."""
        return self.told.get("sources", {}).get(str(id)) if id else None

    def sources_used(self) -> set[int]:
        """Return the ids of all sources that cells name."""
        return {cell.source for row in self.rows for cell in row.cells.values()} - {None}

    def html(self, place: str) -> str:
        """Return the safe HTML of a place, wiki links unlaid."""
        return self.told.get("html", {}).get(place, "")

    def titles(self) -> dict[str, str]:
        """Return what the terms were called when this was written, by id, in the order of their columns."""
        return {str(id): title for id, title in self.told.get("terms", ())}

    def readable(self) -> dict[str, tuple[str | Promise, str]]:
        """Return each part with its label and its text, as versions are compared."""
        return dict(self._parts())

    def _parts(self) -> Iterator[Part]:
        yield "intro", (_("Introduction"), self.intro)
        for row in self.rows:
            yield row.id, (_("Criterion"), "\n".join([row.criterion, *self._cells(row)]))
        yield "why", (_("Why the difference matters"), self.why)

    def _cells(self, row: Row) -> Iterator[str]:
        for column, title in {COMMON: _("In common"), **self.titles()}.items():
            cell = row.cell(column)
            if cell.text:
                source = source_line(self.source(cell.source))
                yield f"{title}: {cell.text}{f' [{source}]' if source else ''}"


def _row_of_flat(row: Mapping[str, Any]) -> Row:
    columns = [name for name in row if name not in ("id", "criterion") and not name.endswith(" source")]
    cells = {at: Cell(row[at] or "", row.get(f"{at} source")) for at in columns}
    return Row(row["criterion"], _filled(cells), row["id"])


def _filled(cells: Mapping[str, Cell]) -> dict[str, Cell]:
    return {at: cell for at, cell in cells.items() if cell.text}


def _moved(cells: Mapping[str, Cell], meant: Mapping[int, int]) -> dict[str, Cell]:
    """Return the cells by the ids of the terms that are meant now; two of one term become one text."""
    moved: dict[str, Cell] = {}
    for at, cell in cells.items():
        to = str(meant.get(int(at), at)) if at != COMMON else at
        text = "\n\n".join(text for text in (moved.get(to, Cell()).text, cell.text) if text)
        moved[to] = Cell(text, moved[to].source or cell.source if to in moved else cell.source)
    return moved
