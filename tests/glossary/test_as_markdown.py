"""A term as a document in Markdown."""

import pytest

from glossary.entry import DefinitionEntry, NoteEntry
from glossary.models import Source
from tests.make import make_term

ADDRESS = "/glossary/knowledge-management.md"


@pytest.fixture
def term(db):
    book = Source.objects.create(kind="book", title="PAL Guidebook", authors="Pal", year=2019)
    definition = DefinitionEntry("To **share**.", is_house=True, source=book.pk, fidelity="verbatim")
    notes = (NoteEntry("Is it a fashion?", "question"), NoteEntry("Check the DOI.", "editor"))
    make_term("Knowledge management", "KM", gloss="In short.", definitions=(definition,), notes=notes)


def test_the_whole_entry_is_told_as_it_was_written(anonymous, term):
    answer = anonymous.get(ADDRESS)
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    told = answer.content.decode()
    assert told.startswith("# Knowledge management\n\nIn short.\n\n## Status\n\napproved\n")
    assert "## Names\n\n- KM (acronym" in told
    assert "To **share**." in told
    assert "Source: Pal, PAL Guidebook (2019)" in told
    assert "Is it a fashion?" in told


def test_notes_for_editors_stay_at_the_desk(cleo, term):
    assert "DOI" not in cleo.get(ADDRESS).content.decode()


def test_a_term_without_a_longer_text_has_no_empty_part(anonymous, term):
    assert "Longer text" not in anonymous.get(ADDRESS).content.decode()


def test_the_longer_text_stands_last(anonymous, db):
    make_term("Knowledge management", body="See [[KM]].")
    assert anonymous.get(ADDRESS).content.decode().endswith("## Longer text\n\nSee [[KM]].\n")
