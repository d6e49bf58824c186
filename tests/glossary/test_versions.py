"""Versions of a term: the whole entry as it was, whatever became of what it refers to."""

import pytest

from glossary import curating, domains, sourcing
from glossary.entry import DefinitionEntry, NameEntry, NoteEntry, RelationEntry
from glossary.models import Source, Term
from kmsite.pages.saving.editing import revise
from tests.make import make_domain, make_term

ADDRESS = "/glossary/knowledge-management/"


def now(term):
    return Term.objects.with_current().get(pk=term.pk)


@pytest.fixture
def term(db):
    """A term of two versions, whose domain, source and related term go by other names since."""
    domain = make_domain("Old domain")
    source = Source.objects.create(kind="book", title="Old book", authors="Pal", year=2019)
    other = make_term("Old neighbour")
    term = make_term(
        "Knowledge management",
        "KM",
        domain=domain.pk,
        gloss="Old gloss.",
        body="See [[Old neighbour]].",
        definitions=(DefinitionEntry("Old text.", is_house=True, source=source.pk),),
        notes=(NoteEntry("Old note.", "usage"), NoteEntry("Secret note.", "editor")),
        relations=(RelationEntry("related", other.pk),),
    )
    base = domains.fingerprint(domain)
    domains.revise(domain, base=base, name="New domain", description="", position=0, by=None)
    sourcing.revise(source, base=1, by=None, title="New book")
    revise(other, base=other.current.number, title="New neighbour", body="", by=None)
    names = (NameEntry("KM", "acronym"), NameEntry("New name"))
    return curating.change(now(term), by=None, summary="A name more", names=names).page


def test_a_version_shows_the_entry_as_it_was(anonymous, term):
    page = anonymous.get(f"{ADDRESS}v/1/").text
    for text in ("Old gloss.", "Old text.", "Old book", "Old note.", "Old neighbour", "Old domain"):
        assert text in page
    assert "Secret note." not in page
    assert "New" not in page.replace("A newer", "")
    assert f"A newer version exists: {now(term).current.number}." in page
    assert (
        f'<link rel="canonical" href="http://127.0.0.1:8000{ADDRESS}">' in page or 'rel="canonical"' in page
    )


def test_the_current_version_says_so_and_its_links_lead_where_names_lead(anonymous, term):
    number = now(term).current.number
    page = anonymous.get(f"{ADDRESS}v/{number}/").text
    assert "the current one" in page
    assert "New name" in page
    assert 'href="/t/old%20neighbour/"' in page
    assert anonymous.get("/t/old%20neighbour/").headers["Location"] == "/glossary/new-neighbour/"


def test_versions_of_a_merged_term_stay_readable(anonymous, term):
    curating.merge(now(term), into=make_term("Growth"), by=None)
    page = anonymous.get(f"{ADDRESS}v/1/").text
    assert "Old text." in page
    assert "/glossary/growth/" in page


def test_history_compare_and_the_address_of_a_revision_lead_to_versions(anonymous, term):
    assert anonymous.get(f"{ADDRESS}history/1/").headers["Location"] == f"{ADDRESS}v/1/"
    assert anonymous.get(f"{ADDRESS}v/99/").status_code == 404
    assert '<a href="/glossary/">Glossary</a>' in anonymous.get(f"{ADDRESS}history/").text
    number = now(term).current.number
    page = anonymous.get(f"{ADDRESS}compare/1..{number}/").text
    assert "Names" in page
    assert "New name" in page
    assert "Secret note." not in page


def test_a_curator_restores_and_nobody_else(cleo, bob, term):
    assert bob.get(f"{ADDRESS}history/1/restore/").status_code == 403
    form = {"base_revision": now(term).current.number, "summary": "", "key": "k"}
    assert cleo.post(f"{ADDRESS}history/1/restore/", form).status_code == 302
    assert "New name" not in cleo.get(ADDRESS).text


def test_what_cannot_be_undone_by_itself_shows_every_reading(cleo, term):
    def write(text):
        definitions = (DefinitionEntry(text, id=now(term).definitions.get().key, is_house=True),)
        return curating.change(now(term), by=None, summary=text, definitions=definitions).revision.number

    number = write("Middle text.")
    write("Last text.")
    for answer in (
        cleo.get(f"{ADDRESS}history/{number}/undo/"),
        cleo.post(f"{ADDRESS}history/{number}/undo/", {"base_revision": number + 1, "key": "k"}),
    ):
        assert "cannot be undone by itself" in answer.text
        for text in ("Old text.", "Middle text.", "Last text."):
            assert text in answer.text
    assert "Last text." in cleo.get(ADDRESS).text


def test_a_change_that_nothing_followed_is_undone(cleo, term):
    number = now(term).current.number
    answer = cleo.post(f"{ADDRESS}history/{number}/undo/", {"base_revision": number, "key": "k"})
    assert answer.status_code == 302
    assert "New name" not in cleo.get(ADDRESS).text


def test_what_undoing_will_change_is_only_what_it_changes(cleo, term):
    shown = cleo.get(f"{ADDRESS}history/{now(term).current.number}/undo/").text
    told = shown[shown.index("What will change") :]
    assert "New name" in told
    assert "Domain" not in told
    assert "Relations" not in told


def test_the_history_of_a_term_calls_its_parts_as_the_forms_do(anonymous, term):
    base = now(term).current.number
    changed = revise(
        now(term), base=base, title=term.title, lede="New gloss.", body="", by=None
    ).revision.number
    shown = anonymous.get(f"{ADDRESS}compare/{changed - 1}..{changed}/").text
    assert "In short" in shown
    assert "In a sentence" not in shown
    history = anonymous.get(f"{ADDRESS}history/").text
    assert ">changes</a>" in history
    assert "Bytes" not in history
