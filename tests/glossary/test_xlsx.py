"""A table of terms as a workbook: cells of their kind, and none of what else a workbook may hold."""

import io
import zipfile
from datetime import date, datetime

import pytest
from openpyxl import Workbook, load_workbook

from glossary.entry import DefinitionEntry
from glossary.exchange import reading
from glossary.exchange.files import FileRefused
from tests.glossary.exchanging import exported, imported
from tests.make import make_term


def workbook(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def archive(**members):
    content = io.BytesIO(workbook(["preferred name"], ["KM"]))
    with zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return content.getvalue()


@pytest.mark.django_db
def test_days_and_years_are_cells_of_their_kind_and_formulas_are_text():
    make_term(
        "A",
        "AB",
        gloss="=1+1",
        review_due=date(2027, 1, 2),
        status="draft",
        autolink="manual",
        definitions=(DefinitionEntry("x", since=1994),),
    )
    sheet = load_workbook(io.BytesIO(exported("xlsx"))).active
    columns, cells = sheet.iter_rows()
    row = {column.value: cell for column, cell in zip(columns, cells, strict=True)}
    assert row["review due"].value == datetime(2027, 1, 2)
    assert row["definition 1 from"].value == 1994
    assert (row["gloss"].value, row["gloss"].data_type) == ("'=1+1", "s")


@pytest.mark.django_db
def test_what_a_spreadsheet_makes_of_cells_is_understood():
    rows = (
        ["Preferred Name", "review due", "contested", "definition 1", "definition 1 from", None],
        ["Peer assist", datetime(2027, 1, 2), True, 12, 1994.0, None],
        [None, None, None, None, None, None],
        ["Lesson", "2027-01-02", "yes", "x", "1994", None],
    )
    assert [outcome for _title, outcome, _reason in imported(workbook(*rows))] == ["new", "new"]
    assert [outcome for _title, outcome, _reason in imported(exported())] == ["unchanged"] * 2


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (workbook(["preferred name"], ["=HYPERLINK(1)"]), "There is a formula in cell A2"),
        (workbook(["name"], ["KM"]), "names no column “preferred name” or “id”"),
        (archive(**{"xl/vbaProject.bin": b"x"}), "There are macros"),
        (archive(**{"xl/externalLinks/externalLink1.xml": b"<x/>"}), "There are macros"),
        (archive(**{"xl/x.xml": b"<!DOCTYPE x [<!ENTITY a 'b'>]><x/>"}), "declares entities"),
        (archive(**{"xl/x.xml": b"\xff\xfe<"}), "declares entities"),
        (archive(**{"xl/bomb.bin": b"\0" * 60_000_000}), "unpacks to more than can be read"),
        (archive(**{f"xl/{n}": b"" for n in range(600)}), "unpacks to more than can be read"),
        (workbook(["preferred name"], ["KM"])[:-40], "broken or locked"),
        (b"PK\x03\x04" + b"\0" * 100, "broken or locked"),
    ],
)
def test_what_is_no_plain_workbook_gets_a_clear_answer(content, reason):
    with pytest.raises(FileRefused) as refused:
        reading.table_of(content)
    assert reason in refused.value.message


def test_an_archive_of_something_else_is_no_workbook():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as file:
        file.writestr("../../etc/passwd", "x")
    with pytest.raises(FileRefused, match="broken"):
        reading.table_of(content.getvalue())
