"""What a file does to the glossary: only what it says, only to those it means, and nothing twice."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from glossary import curating, sourcing
from glossary.entry import DefinitionEntry, Entry, NoteEntry, RelationEntry
from glossary.exchange import bringing
from glossary.models import Source, Term
from kmsite.pages.integrity import violations
from kmsite.text.refusal import TextRefused
from tests.glossary.entries import BODIES, LINES, TEXTS, entries
from tests.glossary.exchanging import emptied, exported, imported, outcomes, planned, reasons
from tests.make import make_domain, make_term
from tests.people import make_user

pytestmark = pytest.mark.django_db
HEAD = "preferred name,gloss,status,definition 1,definition 1 house,other names,relation 1,relation 1 term\n"


def term(title="Knowledge management"):
    return Term.objects.with_current().get(title=title)


def entry(title="Knowledge management"):
    return Entry.of(term(title).current.structure)


@pytest.fixture
def glossary(cleo):
    """Two terms that say everything a term can say, and one that names them both."""
    domain = make_domain("KM").pk
    blog = sourcing.create(
        kind="web", title="A blog", url="https://example.org/a", archived_excerpt="a\n\nb: c"
    )
    book = sourcing.create(kind="book", title="=Guide", year=2019, doi="10.1000/x1", quoted_in=blog.pk)
    learning = make_term("Organisational learning", "OL", domain=domain)
    km = make_term(
        "Knowledge management",
        "KM",
        gloss="-How knowledge flows",
        body="# More\n\nText\n",
        domain=domain,
        steward=cleo.user.pk,
        definitions=(
            DefinitionEntry(
                "T\n\n* x", is_house=True, reason="Short", source=book.pk, via=blog.pk, since=1990
            ),
            DefinitionEntry("=Another", fidelity="verbatim", locator="p. 3", source=blog.pk),
        ),
        notes=(NoteEntry("Only us", "editor"), NoteEntry("Scope", "scope", source=book.pk)),
        relations=(RelationEntry("enables", learning.pk, note="they say", source=book.pk),),
    )
    make_term(
        "Old name of it", status="deprecated", replaced_by=km.pk, relations=(RelationEntry("related", km.pk),)
    )
    return km


@pytest.mark.parametrize("format", ["csv", "xlsx", "ttl", "jsonld"])
def test_a_file_that_was_not_touched_changes_nothing(glossary, cleo, format):
    assert outcomes(exported(format), cleo.user) == ["unchanged"] * 3
    assert Term.objects.filter(current__number=1).count() == 3


def test_a_glossary_moves_to_another_place_and_says_the_same(glossary, cleo):
    file, book = exported(), exported("xlsx")
    emptied()
    assert outcomes(file, cleo.user) == ["new"] * 3
    assert exported() == file
    assert outcomes(book, cleo.user) == ["unchanged"] * 3
    assert Source.objects.count() == 2
    assert list(violations()) == []


def test_one_cell_changes_one_thing(glossary, cleo):
    file = exported().decode("utf-8-sig").replace("'-How knowledge flows", "How it flows")
    assert imported(file, cleo.user)[0] == ("Knowledge management", "changed", "")
    now = term()
    assert (now.lede, now.status, now.current.number) == ("How it flows", "approved", 2)
    assert now.current.by == cleo.user
    assert outcomes(file, cleo.user) == ["unchanged"] * 3


def test_what_others_changed_meanwhile_is_kept(glossary, cleo):
    file = exported().decode("utf-8-sig").replace("'-How knowledge flows", "How it flows")
    curating.change(glossary, by=cleo.user, summary="", is_contested=True)
    assert outcomes(file, cleo.user)[0] == "changed"
    assert (term().lede, entry().is_contested) == ("How it flows", True)


def test_who_changed_the_same_is_not_overwritten(glossary, cleo):
    file = exported().decode("utf-8-sig").replace("'-How knowledge flows", "How it flows")
    now = glossary.current
    curating.revise(
        glossary, base=1, title=now.title, entry=entry(), gloss="Another gloss", body=now.body, by=cleo.user
    )
    (_title, outcome, reason), *_rest = imported(file, cleo.user)
    assert (outcome, reason) == ("refused", "Somebody changed the same since this file was exported: gloss.")
    assert term().lede == "Another gloss"


def test_what_readers_got_brings_nothing_secret_to_an_end(glossary, cleo):
    known = planned(exported("ttl"))
    assert [row.outcome for row in known.rows] == ["unchanged"] * 3
    file = exported("ttl").decode().replace("-How knowledge flows", "How it flows")
    assert sorted(outcomes(file, cleo.user)) == ["changed", "unchanged", "unchanged"]
    assert [note.kind for note in entry().notes] == ["editor", "scope"]
    assert entry().steward == cleo.user.pk


def test_a_row_without_a_version_adds_and_removes_nothing(glossary, cleo):
    file = "preferred name,other names,definition 1\nKnowledge management,acronym: WM,A third one\n"
    assert imported(file, cleo.user) == [("Knowledge management", "changed", "")]
    assert [name.text for name in entry().names] == ["KM", "WM"]
    assert len(entry().definitions) == 3
    assert entry().house.reason == "Short"
    assert outcomes(file, cleo.user) == ["unchanged"]


def test_terms_may_name_one_another_before_they_are_there(db, cleo):
    file = HEAD + (
        "A one,,approved,What it is,yes,,enables,B two\n"
        "B two,,approved,What it is,yes,,enables,C three\n"
        "C three,,approved,What it is,yes,,is part of,A one\n"
    )
    assert outcomes(file, cleo.user) == ["new"] * 3
    titles = {title: entry(title).relations[0].term for title in ("A one", "B two", "C three")}
    assert titles == {"A one": term("B two").pk, "B two": term("C three").pk, "C three": term("A one").pk}
    assert list(violations()) == []


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",gloss,,,,,,", "A row needs a preferred name, or the id of a term."),
        ("X,,,,,,,", "“X” is too short to be linked by itself"),
        ("Peer assist,,wrong,,,,,", "There is no such status."),
        ("Peer assist,,approved,,,,,", "An approved term needs a house definition."),
        ("Peer assist,,,,,acronim: PA,,", "There is no kind of name “acronim”."),
        ("Peer assist,,,text,maybe,,,", "“maybe” is neither yes nor no."),
        (
            "Peer assist,,,,,,helps,Organisational learning",
            "There is no relation “helps”; there are: broader, part_of",
        ),
        ("Peer assist,,,,,,enables,Nowhere", "There is no term “Nowhere”."),
        ("Peer assist,,,,,,enables,Peer assist", "A term cannot relate to itself."),
        (
            "Other,,,,,acronym: OL,,",
            "“OL” is a name of the term “Organisational learning” in this domain already.",
        ),
        (f"Peer assist,{'x' * 281},,,,,,", "The gloss is longer than 280 characters."),
    ],
)
def test_a_row_is_refused_with_its_reason(row, reason):
    make_term("Organisational learning", "OL")
    (_title, outcome, told), second = imported(f"{HEAD}{row}\nA good one,,,,,,,\n")
    assert (outcome, second[1]) == ("refused", "new")
    assert reason in told
    assert Term.objects.count() == 2


def test_a_circle_is_refused_before_anything_is_written(db):
    file = HEAD + "A one,,,,,,broader,B two\nB two,,,,,,broader,A one\nC three,,,,,,broader,A one\n"
    assert [bool(reason) for reason in reasons(file)] == [True, True, True]
    assert "would stand above itself" in reasons(file)[0]
    assert "names a term that is not here" in reasons(file)[2]


def test_a_term_stands_once_in_a_file(db):
    file = HEAD + "A one,,,,,,,\nA one,,,,,,,\n"
    assert reasons(file) == ["", "The file speaks of this term in another row already."]
    one = make_term("B two")
    file = f"id,gloss\n{one.uid},x\n{one.uid},y\n"
    assert reasons(file) == ["", "The file speaks of this term in another row already."]


def test_a_name_goes_from_one_term_to_another(cleo):
    make_term("A one", "AO")
    make_term("B two")
    lines = exported().decode("utf-8-sig").replace("acronym: AO", "").split("\r\n")
    columns = lines[0].split(",")
    place = columns.index("other names")
    for number, line in enumerate(lines):
        cells = line.split(",")
        if "B two" in cells:
            cells[place] = "acronym: AO"
            lines[number] = ",".join(cells)
    assert outcomes("\r\n".join(lines), cleo.user) == ["changed", "changed"]
    assert [name.text for name in entry("B two").names] == ["AO"]


def test_an_import_goes_on_where_its_time_was_up(cleo):
    file = "preferred name\n" + "".join(f"Term number {n}\n" for n in range(5))
    plan = bringing.bring(planned(file), by=cleo.user, summary="", seconds=1e-9)
    assert {row.outcome.value for row in plan.rows} == {"waiting"}
    assert outcomes(file, cleo.user) == ["new"] * 5
    assert outcomes(file, cleo.user) == ["unchanged"] * 5


def test_a_source_is_found_again_by_its_doi_and_by_its_address(cleo):
    sourcing.create(kind="book", title="Guide", doi="10.1000/x1")
    sourcing.create(kind="web", title="Blog", url="https://example.org/b")
    file = (
        "preferred name,definition 1,definition 1 source,definition 1 via\n"
        'Peer assist,x,"kind: book\ndoi: https://doi.org/10.1000/X1","kind: web\nurl: https://example.org/b"\n'
    )
    assert outcomes(file, cleo.user) == ["new"]
    assert Source.objects.count() == 2


def test_somebody_without_the_right_brings_nothing_in(alice):
    assert imported("preferred name\nPeer assist\n", alice.user)[0][1] == "refused"
    assert not Term.objects.exists()


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(drawn=st.data())
def test_any_entry_comes_back_as_it_was(drawn):
    with transaction.atomic():
        person = make_user("cleo", "curator")
        other = make_term("Other term")
        ids = [
            sourcing.create(kind="web", title=drawn.draw(LINES) or "x", url="https://example.org/x").pk,
            sourcing.create(kind="unknown", title="y", archived_excerpt=drawn.draw(TEXTS), year=1990).pk,
        ]
        one = drawn.draw(entries(ids, make_domain("KM").pk, [other.pk], person.pk))
        try:
            curating.create(
                title="The term", entry=one, gloss=drawn.draw(LINES), body=drawn.draw(BODIES), by=None
            )
        except TextRefused:
            pass
        else:
            file, book = exported(), exported("xlsx")
            assert set(outcomes(file)) == set(outcomes(book)) == {"unchanged"}
            assert set(outcomes(exported("ttl"))) | set(outcomes(exported("jsonld"))) == {"unchanged"}
            emptied()
            assert set(outcomes(book)) == {"new"}
            assert exported() == file
        transaction.set_rollback(True)
