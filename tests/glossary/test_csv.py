"""A table of terms as CSV: for spreadsheets, from spreadsheets, and whatever else calls itself so."""

import csv
import io

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from glossary.exchange import csv_files, reading, tables
from glossary.exchange.cells import armed, disarmed
from glossary.exchange.columns import header, row_of, widths
from glossary.exchange.files import FileRefused
from glossary.exchange.portable import DEFINITION, NEW, NOTE, RELATION, Record
from glossary.exchange.rows import record_of
from glossary.exchange.sources import EMPTY, read, written
from tests.glossary.entries import AWKWARD, BODIES, LINES, PARAGRAPHS, TEXTS
from tests.glossary.exchanging import exported, outcomes
from tests.make import make_term

UID = "0c2f3f3e-0000-4000-8000-000000000001"
SOURCES = st.none() | st.builds(
    lambda title, excerpt, inner: (
        EMPTY | {"title": title or "x", "archived_excerpt": excerpt, "quoted_in": inner}
    ),
    LINES,
    PARAGRAPHS,
    st.none() | LINES.map(lambda title: EMPTY | {"kind": "web", "title": title or "y", "year": 1990}),
)
PARTS = {
    "definitions": st.builds(
        lambda text, source, line: (
            DEFINITION | {"id": "12345e67", "text": text, "source": source, "reason": line, "since": 1990}
        ),
        PARAGRAPHS,
        SOURCES,
        LINES,
    ),
    "notes": st.builds(
        lambda text, source: NOTE | {"id": "00000001", "text": text, "source": source}, PARAGRAPHS, SOURCES
    ),
    "relations": st.builds(
        lambda note: RELATION | {"id": "a", "kind": "enables", "term": UID, "note": note}, LINES
    ),
}
RECORDS = st.builds(
    lambda gloss, text, names, parts: Record(
        NEW
        | {"title": "The term", "gloss": gloss, "text": text, "replaced_by": UID}
        | parts
        | {
            "names": [
                {"id": f"N {name}".strip(), "kind": "acronym", "case": "any", "autolink": "auto"}
                for name in names
            ]
        },
        UID,
        "v0",
        titles={UID: "Another, term <x>"},
    ),
    LINES,
    BODIES,
    st.lists(LINES, max_size=2, unique=True),
    st.fixed_dictionaries({name: st.lists(part, max_size=1) for name, part in PARTS.items()}),
)


def table(records, format):
    kept, content = {}, io.BytesIO()
    rows = [row_of(record) for record in records]
    for row in rows:
        widths(row, kept)
    tables._WRITE[format](header(kept), rows, content)
    return content.getvalue()


def read_back(content):
    columns, rows = reading.table_of(content)
    return [record_of(dict(zip(columns, row, strict=True))) for row in rows]


@settings(max_examples=60, deadline=None)
@given(RECORDS)
@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_what_is_written_is_read_again_exactly(format, record):
    (back,) = read_back(table([record], format))
    empty = {part: [] for part in PARTS}
    assert (back.uid, back.version, empty | back.said) == (record.uid, record.version, record.said)


@given(TEXTS)
@example("'=1")
@example("''''@")
def test_no_cell_is_a_formula_and_none_is_lost(text):
    cell = disarmed(text)
    assert cell[:1] not in set("=+-@\t\r\n")
    assert armed(cell) == text


@pytest.mark.parametrize("text", AWKWARD)
def test_a_spreadsheet_sees_no_formula_in_an_export(text):
    record = Record(NEW | {"title": "A", "gloss": text}, UID)
    cells = next(csv.DictReader(io.StringIO(table([record], "csv").decode("utf-8-sig"))))
    assert cells["gloss"][:1] not in set("=+-@\t\r")


def test_a_source_is_read_as_it_is_written():
    inner = EMPTY | {"kind": "web", "title": "title: x", "url": "https://example.org/"}
    source = EMPTY | {
        "kind": "book",
        "title": "A: b",
        "archived_excerpt": "a\n\n  b\nkind: c",
        "quoted_in": inner,
    }
    assert read(written(source)) == source
    assert read("Davenport 1994") == EMPTY | {"title": "Davenport 1994"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_tables_of_every_spreadsheet_are_read(encoding, separator):
    text = f'preferred name{separator}gloss\r\nCafé{separator}"a{separator}b\n“c”"\r\n'
    content = text.encode(encoding) if encoding != "utf-16-le" else b"\xff\xfe" + text.encode(encoding)
    (record,) = read_back(content)
    assert (record.said["title"], record.said["gloss"]) == ("Café", f"a{separator}b “c”".replace("\t", " "))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "This file is empty."),
        ("preferred name\nCafé\n".encode("cp1252"), "another encoding than UTF-8 (line 2 cannot be read"),
        ("preferred name\nCafé\n".encode("utf-16-le"), "zero bytes"),
        ("preferred name\nCaf\ufffd\n".encode(), "Characters of this file were lost"),
        (b"name,meaning\nKM,x\n", "names no column “preferred name” or “id”"),
        (b"preferred name,gloss,gloss\nKM,x,y\n", "These columns stand there twice: gloss."),
        (b"preferred name,definiton 1\nKM,x\n", "These columns are unknown: definiton 1."),
        (b"preferred name,gloss\nKM,x,y\n", "Row 2 has cells without a column"),
        (b'preferred name,gloss\nKM,"x\n', "The table is broken in line"),
        (b"preferred name\n" + b"x\n" * 20_001, "at most 20000 rows"),
        (b"preferred name," + b"gloss," * 3000, "at most 2000 columns"),
        (b"preferred name\n" + b"x" * 300_001, "The table is broken in line"),
        (b"%PDF-1.7", "This is no table"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "This is no table"),
    ],
)
def test_what_is_no_table_of_terms_gets_a_clear_answer(content, reason):
    with pytest.raises(FileRefused) as refused:
        reading.table_of(content)
    assert reason in refused.value.message


@pytest.mark.django_db
def test_an_export_opens_in_a_spreadsheet_as_it_is_meant(cleo):
    make_term("Café", "KM", gloss="a,b")
    content = exported()
    assert content.startswith(csv_files.BOM)
    row = next(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert (row["preferred name"], row["gloss"], row["other names"]) == ("Café", "a,b", "acronym: KM")
    assert (row["status"], row["definition 1 house"], row["contested"]) == ("approved", "yes", "no")
    semicolons = io.StringIO(newline="")
    writer = csv.writer(semicolons, delimiter=";")
    writer.writerows([list(row), list(row.values())])
    assert outcomes(semicolons.getvalue(), cleo.user) == ["unchanged"]
