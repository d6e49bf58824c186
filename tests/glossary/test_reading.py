"""What a term shows, and what of it nobody sees."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from glossary import curating
from glossary.entry import DefinitionEntry, NameEntry, NoteEntry, RelationEntry
from glossary.models import Source
from glossary.presenting_sources import source_now
from tests.make import make_domain, make_term

ADDRESS = "/glossary/knowledge-management/"


@pytest.fixture
def book(db):
    return Source.objects.create(kind="book", title="PAL Guidebook", authors="Pal", year=2019)


def shown(person, address=ADDRESS):
    answer = person.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_a_reader_sees_the_names_by_their_kind_and_no_hidden_one(anonymous):
    names = (
        NameEntry("KM", "acronym"),
        NameEntry("managing knowledge"),
        NameEntry("knowledge engineering", "deprecated"),
        NameEntry("knwoledge management", "hidden"),
    )
    term = make_term(gloss="Making knowledge useful.")
    curating.change(term, by=None, summary="Names", names=names)
    page = shown(anonymous)
    assert '<bdi class="acronym">KM</bdi>' in page
    assert "Making knowledge useful." in page
    assert "Also known as</dt> <dd><bdi>managing knowledge</bdi></dd>" in page
    assert "<s><bdi>knowledge engineering</bdi></s>" in page
    assert "knwoledge" not in page


def test_the_house_definition_says_where_it_comes_from_and_why_it_was_chosen(anonymous, book):
    definition = DefinitionEntry(
        "To **share**.",
        is_house=True,
        source=book.pk,
        fidelity="abridged",
        locator="p. 3",
        reason="It is short.",
    )
    make_term(definitions=(definition,))
    page = shown(anonymous)
    assert "Our definition" in page
    assert "<p>To <strong>share</strong>.</p>" in page
    assert f'<a href="#s-{book.pk}">Pal, 2019</a>, p. 3' in page
    assert "Pal, <i>PAL Guidebook</i> (2019)" in page
    assert '<span class="chip">abridged</span>' in page
    assert "It is short." in page


def test_other_definitions_stand_in_order_of_time(anonymous, book):
    others = (
        DefinitionEntry("Undated one."),
        DefinitionEntry("New one.", source=book.pk),
        DefinitionEntry("Old one.", since=1985, until=1995),
        DefinitionEntry("Ours.", is_house=True),
    )
    make_term(definitions=others)
    page = shown(anonymous)
    places = [page.index(text) for text in ("Ours.", "Old one.", "New one.", "Undated one.")]
    assert places == sorted(places)
    assert "1985\u20131995" in page


def test_what_is_missing_of_a_source_is_said(anonymous, db):
    cut_off = Source.objects.create(kind="book", organisation="IBM")
    make_term(definitions=(DefinitionEntry("To store.", is_house=True, source=cut_off.pk),))
    assert "missing: title, year" in shown(anonymous)


def test_a_quotation_that_was_found_elsewhere_names_both(anonymous, book):
    blog = Source.objects.create(kind="web", title="A blog", url="https://blog.example.org/")
    make_term(definitions=(DefinitionEntry("To store.", is_house=True, source=book.pk, via=blog.pk),))
    page = shown(anonymous)
    assert "PAL Guidebook" in page
    assert f'quoted via <cite class="source" dir="auto"><a href="#s-{blog.pk}">A blog</a>' in page
    assert '<a href="https://blog.example.org/" rel="noopener nofollow"><i>A blog</i></a>' in page


@pytest.mark.parametrize(
    ("columns", "cited"),
    [
        ({"authors": "Argyris, Chris; Schön, Donald", "year": 1978}, "Argyris and Schön, 1978"),
        ({"authors": "Castaneda, D.; Manrique, L.; Cuellar, S.", "year": 2018}, "Castaneda et al., 2018"),
        ({"authors": "Brown, Clare", "date_text": "first published 7 February 2018"}, "Brown, 2018"),
        ({"organisation": "ISO", "title": "Knowledge management systems"}, "ISO"),
        ({"title": "PAL Guidebook", "date_text": "spring"}, "PAL Guidebook"),
        ({}, "unknown source"),
    ],
)
def test_a_source_is_cited_by_family_name_and_year(columns, cited):
    assert source_now(Source(pk=1, **columns)).short == cited


def test_a_source_that_is_cited_twice_is_listed_once(anonymous, book):
    definition = DefinitionEntry("To store.", is_house=True, source=book.pk)
    make_term(definitions=(definition,), notes=(NoteEntry("Is it a fashion?", "question", source=book.pk),))
    page = shown(anonymous)
    assert page.count("Pal, 2019</a>") == 2
    assert page.count("PAL Guidebook</i>") == 1


def test_notes_stand_by_kind_and_those_for_editors_nowhere(anonymous, cleo):
    notes = (NoteEntry("Is it a fashion?", "question"), NoteEntry("Check the DOI.", "editor"))
    make_term(notes=notes)
    for person in (anonymous, cleo):
        page = shown(person)
        assert '<div class="term-note question">' in page
        assert "Is it a fashion?" in page
        assert "Check the DOI." not in page


def test_a_relation_is_read_from_both_sides(anonymous, book):
    goal = make_term("Learning")
    make_term(relations=(RelationEntry("enables", goal.pk, stance="disputed", source=book.pk),))
    mine, theirs = shown(anonymous), shown(anonymous, "/glossary/learning/")
    assert '<dt>enables</dt> <dd> <a href="/glossary/learning/" dir="auto">Learning</a>' in mine
    assert f'<dt>is enabled by</dt> <dd> <a href="{ADDRESS}" dir="auto">Knowledge management</a>' in theirs
    for page in (mine, theirs):
        assert "disputed" in page
        assert "PAL Guidebook" in page


def test_terms_that_are_confused_can_be_compared_from_both(anonymous, db):
    other = make_term("Information management")
    make_term(relations=(RelationEntry("confused_with", other.pk),))
    for address in (ADDRESS, "/glossary/information-management/"):
        assert "/glossary/compare/information-management..knowledge-management/" in shown(anonymous, address)


def test_a_deprecated_term_says_what_to_use(anonymous, db):
    new = make_term("Knowledge exchange")
    old = make_term(status="deprecated", replaced_by=new.pk)
    make_term("Sharing", relations=(RelationEntry("related", old.pk),))
    assert "This term is deprecated. Use instead: <a" in shown(anonymous)
    assert 'use instead:</span> <a href="/glossary/knowledge-exchange/"' in shown(
        anonymous, "/glossary/sharing/"
    )


def test_a_term_without_definition_or_gloss_says_so(anonymous, db):
    make_term(status="draft", definitions=())
    page = shown(anonymous)
    assert "No definition chosen yet" in page
    assert "This is a draft." in page


def test_a_late_review_is_marked(anonymous, cleo, db):
    today = timezone.now().date()
    make_term(steward=cleo.user.pk, review_due=today - timedelta(days=1))
    make_term("Learning", steward=cleo.user.pk, review_due=today)
    assert "overdue" in shown(anonymous)
    page = shown(anonymous, "/glossary/learning/")
    assert "overdue" not in page
    assert '<a href="/people/cleo/"><bdi>Cleo</bdi></a>' in page


def test_who_may_do_what_stands_in_the_reader_s_own_fragment(anonymous, carol, cleo, db):
    make_term()
    assert "propose/" not in shown(anonymous)
    assert 'href="propose/"' in shown(carol)
    assert 'href="edit/"' not in shown(carol)
    assert 'href="edit/"' in shown(cleo)


def test_other_terms_are_linked_once_and_never_in_what_somebody_else_said(anonymous, book):
    make_term("Learning")
    definitions = (
        DefinitionEntry("Learning, said by others.", source=book.pk, fidelity="verbatim"),
        DefinitionEntry("What learning needs, and learning again.", is_house=True),
    )
    make_term(definitions=definitions, body="Learning.")
    page = shown(anonymous)
    assert page.count('<a class="term" href="/glossary/learning/"') == 1
    assert "<p>Learning, said by others.</p>" in page


def test_a_term_costs_the_same_in_a_large_glossary(anonymous, book):
    make_domain()

    def costs(address):
        anonymous.get("/")  # the names are read anew after each change, once in a process
        with CaptureQueriesContext(connection) as cold:
            shown(anonymous, address)
        with CaptureQueriesContext(connection) as warm:
            shown(anonymous, address)
        return len(cold), len(warm)

    def write(title, count):
        others = [make_term(f"{title} {number}") for number in range(count)]
        relations = tuple(RelationEntry("related", other.pk) for other in others)
        texts = (DefinitionEntry(f"Text {number}", source=book.pk) for number in range(count))
        definitions = (DefinitionEntry("Ours", is_house=True), *texts)
        return make_term(title, definitions=definitions, relations=relations).get_absolute_url()

    small, large = write("Small", 1), write("Large", 12)
    anonymous.get(ADDRESS)
    shown(anonymous, small)
    assert costs(large) == (8, 1)
