"""The glossary as django-import-export sees it: the plan of an import, row by row."""

from __future__ import annotations

from typing import Any

from import_export.instance_loaders import BaseInstanceLoader
from import_export.resources import Resource
from import_export.results import RowResult
from tablib import Dataset

from glossary.exchange import bringing, planning, reading
from glossary.exchange.planned import Outcome, Planned

TYPES = {
    Outcome.NEW: RowResult.IMPORT_TYPE_NEW,
    Outcome.CHANGED: RowResult.IMPORT_TYPE_UPDATE,
    Outcome.UNCHANGED: RowResult.IMPORT_TYPE_SKIP,
    Outcome.REFUSED: RowResult.IMPORT_TYPE_SKIP,
    Outcome.WAITING: RowResult.IMPORT_TYPE_SKIP,
}


class PlannedRow(RowResult):
    """The result of a row, with what was planned for it."""

    def __init__(self, planned: Planned) -> None:
        super().__init__()
        self.planned = planned
        self.import_type = TYPES[planned.outcome]
        self.object_id, self.object_repr = planned.term, planned.title


class TermResource(Resource):
    """Terms, written by the functions of the site and by nothing else: no bulk mode, no instance is saved.

    A row is a transaction: one that is refused keeps no other out.
    """

    class Meta:
        use_bulk = False
        use_transactions = False
        report_skipped = True
        instance_loader_class = BaseInstanceLoader  # never asked: `identifying` finds the terms

    def __init__(self, *, by: Any, summary: str = "", since: int | None = None, seconds: float | None = None):
        super().__init__()
        self.by, self.summary, self.since, self.seconds = by, summary, since, seconds

    def import_data(self, dataset: Dataset, dry_run: bool = False, **kwargs: Any) -> Any:
        """Plan the whole file, because its rows name one another; write the plan unless it is only tried."""
        rows = [list(row) for row in dataset]
        self.plan = planning.plan(reading.records(dataset.headers, rows), since=self.since)
        if not dry_run:
            bringing.bring(self.plan, by=self.by, summary=self.summary, seconds=self.seconds)
        return super().import_data(dataset, dry_run=dry_run, **kwargs)

    def import_row(self, row: Any, instance_loader: Any, *, row_number: int, **kwargs: Any) -> PlannedRow:
        """Tell what became of a row."""
        return PlannedRow(self.plan.rows[row_number - 1])

    def save_instance(self, *args: Any, **kwargs: Any) -> None:
        raise NotImplementedError("Terms are written by glossary.curating.")

    def delete_instance(self, *args: Any, **kwargs: Any) -> None:
        raise NotImplementedError("Terms are never deleted by a file.")


def dataset_of(content: bytes) -> Dataset:
    """Return a file as a dataset. Raises FileRefused."""
    columns, rows = reading.table_of(content)
    dataset = Dataset()
    dataset.headers = columns
    for row in rows:
        dataset.append(row)
    return dataset
