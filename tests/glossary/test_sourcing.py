"""Sources: what is missing, and how completing one reaches every entry that cites it."""

from datetime import date

import pytest

from glossary import curating, sourcing
from glossary.entry import DefinitionEntry, Entry, NoteEntry
from glossary.models import Source, Term
from glossary.sourcing import SourceChanged
from kmsite.pages.endings import trashing
from kmsite.pages.integrity import violations
from kmsite.pages.refusing import NoLongerAllowed
from kmsite.pages.saving import editing
from kmsite.text.refusal import TextRefused
from tests.make import make_term

pytestmark = pytest.mark.django_db


def fresh(term):
    return Term.objects.with_current().get(pk=term.pk)


def entry_of(term):
    return Entry.of(fresh(term).current.structure)


def citing(title, source, via=None, **fields):
    definition = DefinitionEntry("It is.", is_house=True, source=source.pk, via=via)
    return make_term(title, definitions=(definition,), **fields)


@pytest.mark.parametrize(
    ("fields", "lacks"),
    [
        ({"kind": "book", "title": "Guidebook"}, ["authors or organisation", "year"]),
        ({"kind": "book", "title": "Guidebook", "authors": "PAL", "year": 2019}, []),
        ({"kind": "book", "organisation": "PAL", "title": "Guidebook", "date_text": "spring 2019"}, []),
        ({"kind": "article", "title": "A", "authors": "B", "year": 2018}, ["journal or book"]),
        ({"kind": "web", "title": "Vable"}, ["address", "date of access"]),
        (
            {"kind": "web", "title": "V", "url": "https://vable.com/", "accessed_on": date(2026, 1, 2)},
            [],
        ),
        ({"kind": "person", "authors": "Rogers, Edward"}, ["role or organisation"]),
        ({"kind": "standard", "title": "ISO 704"}, ["organisation", "year"]),
        ({"kind": "internal", "title": "House style"}, []),
        ({"organisation": "IBM Cloud Education"}, ["kind of source", "title", "year"]),
        ({"kind": "report", "year": 2018}, ["authors or organisation", "title"]),
    ],
)
def test_a_source_says_what_is_missing_for_its_kind(fields, lacks):
    source = sourcing.create(**fields)
    assert sourcing.missing(source) == lacks
    assert Source.objects.filter(sourcing.incomplete()).exists() == bool(lacks)


@pytest.mark.parametrize(
    ("fields", "answer"),
    [
        ({"kind": "book"}, "says nothing"),
        ({"title": " \t"}, "says nothing"),
        ({"title": "A", "url": "javascript:alert(1)"}, "begins with https"),
        ({"title": "A", "url": "ftp://example.org/a"}, "begins with https"),
        ({"title": "A", "url": "http://[::1"}, "begins with https"),
        ({"title": "A", "doi": "11.1/x"}, "is no DOI"),
        ({"title": "A", "year": 0}, "A year is a number"),
        ({"title": "A" * 301}, "longer than 300"),
        ({"title": "A", "kind": "rumour"}, "no such kind"),
        ({"title": "A", "quoted_in": 987654}, "does not exist"),
    ],
)
def test_what_cannot_be_a_source_is_refused_with_the_reason(fields, answer):
    with pytest.raises(TextRefused, match=answer):
        sourcing.create(**fields)
    assert not Source.objects.exists()


@pytest.mark.parametrize(
    "doi",
    ["10.1108/JKM-01-2017-0041", "https://doi.org/10.1108/jkm-01-2017-0041", "DOI: 10.1108/jkm-01-2017-0041"],
)
def test_a_doi_is_kept_in_one_form_and_names_one_source(doi):
    assert sourcing.create(title="Review", doi=doi).doi == "10.1108/jkm-01-2017-0041"
    with pytest.raises(TextRefused, match="already: Review"):
        sourcing.create(title="Once more", doi=doi)


def test_completing_a_source_writes_a_version_of_every_term_that_cites_it(cleo):
    blog = sourcing.create(kind="web", title="Vable")
    book = sourcing.create(kind="book", title="Guidebook", quoted_in=blog)
    km, ol = citing("Knowledge management", book), citing("Organisational learning", blog, via=book.pk)
    other = make_term("Culture")
    trashing.trash([citing("Gone", book, status="draft")], by=None)
    sourcing.revise(blog, base=1, by=cleo.user, url="https://vable.com/", accessed_on=date(2026, 1, 2))
    for term in (km, ol):
        now = fresh(term).current
        assert (now.number, now.by, now.summary) == (2, cleo.user, "Complete the source “Vable”")
        assert entry_of(term).source(blog.pk)["url"] == "https://vable.com/"
    assert fresh(other).current.number == 1
    assert Entry.of(km.current.structure).source(blog.pk)["url"] == ""
    assert list(violations()) == []


def test_two_curators_do_not_overwrite_one_another(cleo, ada):
    book = sourcing.create(kind="book", title="Guidebook")
    sourcing.revise(book, base=1, by=cleo.user, year=2019)
    with pytest.raises(SourceChanged, match="Guidebook"):
        sourcing.revise(book, base=1, by=ada.user, year=2020)
    assert sourcing.revise(book, base=2, by=ada.user, year=2019).version == 2


def test_nothing_is_written_where_a_term_refuses_or_the_right_has_ended(cleo, alice):
    book = sourcing.create(kind="book", title="Guidebook")
    citing("Knowledge management", book)
    with pytest.raises(NoLongerAllowed):
        sourcing.revise(book, base=1, by=alice.user, year=2019)
    first = sourcing.create(title="First", quoted_in=book)
    with pytest.raises(TextRefused, match="in one another"):
        sourcing.revise(book, base=1, by=cleo.user, quoted_in=first)
    assert (Source.objects.get(pk=book.pk).version, Source.objects.get(pk=book.pk).year) == (1, None)


def test_two_records_become_one_and_old_versions_keep_theirs(cleo):
    book = sourcing.create(kind="book", title="Guidebook", year=2019)
    twin = sourcing.create(kind="book", title="PAL Guidebook", doi="10.1000/1")
    quoted = sourcing.create(title="Davenport", quoted_in=twin)
    term = make_term(
        "Knowledge management",
        definitions=(DefinitionEntry("It is.", source=quoted.pk, via=twin.pk, is_house=True),),
        notes=(NoteEntry("For all.", source=twin.pk),),
    )
    assert not sourcing.merge(twin, into=book, by=cleo.user)
    entry = entry_of(term)
    assert (entry.definitions[0].via, entry.notes[0].source) == (book.pk, book.pk)
    assert Source.objects.get(pk=quoted.pk).quoted_in == book
    assert Source.objects.get(pk=book.pk).doi == "10.1000/1"
    assert Source.objects.get(pk=twin.pk).note == f"Merged into source {book.pk}."
    editing.restore(term, number=1, base=2, by=cleo.user)
    assert entry_of(term).notes[0].source == twin.pk
    assert list(violations()) == []


def test_a_record_that_nothing_refers_to_is_removed(cleo):
    book, twin = sourcing.create(title="Guidebook"), sourcing.create(title="Guide-book")
    assert sourcing.merge(twin, into=book, by=cleo.user)
    sourcing.delete(book, by=cleo.user)
    assert not Source.objects.exists()


def test_a_source_that_only_an_old_version_names_stays(cleo):
    book = sourcing.create(title="Guidebook")
    term = citing("Knowledge management", book)
    curating.change(
        fresh(term), by=cleo.user, summary="", definitions=(DefinitionEntry("So.", is_house=True),)
    )
    with pytest.raises(TextRefused, match="old version"):
        sourcing.delete(book, by=cleo.user)
