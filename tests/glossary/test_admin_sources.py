"""Sources and domains at the curators' desk."""

import pytest

from glossary import sourcing
from glossary.entry import DefinitionEntry
from glossary.models import Domain, Source, Term
from tests.glossary.desk import fields_of
from tests.make import make_domain, make_term

pytestmark = pytest.mark.django_db

SOURCES, DOMAINS = "/admin/glossary/source/", "/admin/glossary/domain/"


def change(person, address, **fields):
    return person.post(address, fields_of(person.get(address)) | fields, follow=True)


@pytest.fixture
def book():
    return sourcing.create(kind="book", title="Guidebook")


@pytest.fixture
def km(book):
    return make_term(
        "Knowledge management", definitions=(DefinitionEntry("It.", source=book.pk, is_house=True),)
    )


def test_a_curator_writes_down_a_source_and_hears_what_is_missing(cleo):
    page = change(cleo, f"{SOURCES}add/", kind="article", title="Review", doi="https://doi.org/10.1108/JKM")
    assert "Still missing of this source: authors or organisation, journal or book, year." in page.text
    assert Source.objects.get().doi == "10.1108/jkm"
    assert "Review" in cleo.get(f"{SOURCES}?incomplete=yes&q=jkm").text


@pytest.mark.parametrize(
    ("fields", "answer"),
    [
        ({}, "A source that says nothing is none."),
        ({"title": "A", "url": "javascript:x"}, "begins with https"),
        ({"title": "A", "doi": "x"}, "is no DOI"),
        ({"title": "A", "year": "9" * 30}, "less than or equal"),
        ({"title": "A", "quoted_in": "9" * 30}, "Select a valid choice"),
        ({"title": "A", "accessed_on": "never"}, "Enter a valid date."),
        ({"title": "A" * 301}, "at most 300"),
    ],
)
def test_what_cannot_be_a_source_comes_back(cleo, fields, answer):
    page = change(cleo, f"{SOURCES}add/", **fields)
    assert (page.status_code, answer in page.text) == (200, True)
    assert not Source.objects.exists()


def test_completing_a_source_reaches_the_terms_that_cite_it(cleo, km, book):
    address = f"{SOURCES}{book.pk}/change/"
    stale = fields_of(cleo.get(address))
    assert "Knowledge management" in cleo.get(address).text
    change(cleo, address, authors="PAL", year="2019")
    assert Term.objects.with_current().get(pk=km.pk).current.number == 2
    page = cleo.post(address, stale | {"year": "1999"}).text
    assert "Somebody changed this source meanwhile. It says now: PAL, Guidebook (2019)." in page
    assert 'value="1999"' in page


def test_only_what_nothing_refers_to_is_deleted(cleo, km, book):
    idle = sourcing.create(title="Idle")
    assert cleo.post(f"{SOURCES}{book.pk}/delete/", {"post": "yes"}).status_code == 403
    assert cleo.post(f"{SOURCES}{idle.pk}/delete/", {"post": "yes"}).status_code == 302
    assert list(Source.objects.all()) == [book]


def test_two_records_are_merged(cleo, km, book):
    twin = sourcing.create(kind="book", title="PAL Guidebook", authors="PAL", year=2019)
    address = f"{SOURCES}{book.pk}/merge/"
    assert "Knowledge management" in cleo.get(address).text
    assert "same source" in cleo.post(address, {"into": book.pk}).text
    assert "Select a valid choice" in cleo.post(address, {"into": "9" * 30}).text
    assert "stays for old versions" in cleo.post(address, {"into": twin.pk}, follow=True).text
    assert km.definitions.get().source == twin


def test_a_source_added_from_the_form_of_a_term_is_handed_back(cleo):
    answer = cleo.post(f"{SOURCES}add/?_popup=1", {"kind": "book", "title": "New", "_popup": "1"})
    assert str(Source.objects.get().pk) in answer.text
    assert "popup_response.js" in answer.text


def test_domains_are_made_renamed_and_deleted_while_empty(cleo):
    change(cleo, f"{DOMAINS}add/", name="Knowledge management", description="How to keep it.")
    domain = Domain.objects.get()
    term = make_term("Capture", "CAP", domain=domain.pk)
    address = f"{DOMAINS}{domain.pk}/change/"
    stale = fields_of(cleo.get(address))
    change(cleo, address, name="KM at work")
    domain.refresh_from_db()
    assert (domain.name, domain.slug) == ("KM at work", "knowledge-management")
    assert {*term.names.values_list("area", flat=True)} == {domain.key}
    assert "Somebody changed this domain meanwhile" in cleo.post(address, stale).text
    assert cleo.post(f"{DOMAINS}{domain.pk}/delete/", {"post": "yes"}).status_code == 403
    other = make_domain("Other")
    assert "There is a domain" in change(cleo, f"{DOMAINS}{other.pk}/change/", name="km at WORK").text
    cleo.post(f"{DOMAINS}{other.pk}/delete/", {"post": "yes"})
    assert list(Domain.objects.all()) == [domain]
