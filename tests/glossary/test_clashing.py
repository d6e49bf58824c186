"""What clashes between two curators reads as labels and words, and comes together as one of them chose."""

from dataclasses import replace

import pytest

from glossary import clashing, curating, sourcing
from glossary.clashing import Undecided
from glossary.entry import DefinitionEntry, Entry, NameEntry, NoteEntry, RelationEntry
from glossary.models import Term
from kmsite.pages.refusing import Conflict
from kmsite.pages.saving.drafts import Draft
from tests.make import make_domain, make_term

pytestmark = pytest.mark.django_db


def fresh(term):
    return Term.objects.with_current().get(pk=term.pk)


def save(term, base, title=None, gloss=None, body=None, **fields):
    """Write what somebody makes of version `base`."""
    then = Draft.of(term.revisions.get(number=base))
    return curating.revise(
        fresh(term),
        base=base,
        title=title or then.title,
        gloss=then.lede if gloss is None else gloss,
        body=then.body if body is None else body,
        entry=replace(Entry.of(then.entry), **fields),
        by=None,
    )


def clash(term, theirs, mine):
    save(term, 1, **theirs)
    with pytest.raises(Conflict) as refused:
        save(term, 1, **mine)
    return refused.value


@pytest.fixture
def book():
    return sourcing.create(kind="book", title="Guidebook", year=2019)


@pytest.fixture
def term(book):
    return make_term(
        "Knowledge management",
        "KM",
        gloss="Keeping.",
        body="One.\n",
        definitions=(DefinitionEntry("It is.", id="d1", is_house=True, source=book.pk),),
        notes=(NoteEntry("Careful.", "editor", id="n1"),),
    )


def shown(conflict):
    return [(one.path, one.label, one.base, one.mine, one.theirs) for one in clashing.readings(conflict)]


def test_every_place_is_labelled_and_readable(term, book, ada, cleo):
    other, domain = make_term("Leadership"), make_domain("Practice")
    paper = sourcing.create(kind="article", title="Review", authors="Davenport")
    one, note = DefinitionEntry("It is.", id="d1", is_house=True), NoteEntry("Careful.", "editor", id="n1")
    conflict = clash(
        term,
        theirs={
            "title": "KM",
            "gloss": "Theirs.",
            "body": "Two.\n",
            "names": (NameEntry("KM system", "admitted"),),
            "definitions": (replace(one, source=paper.pk),),
            "notes": (),
            "steward": ada.user.pk,
            "domain": domain.pk,
            "status": "review",
            "relations": (RelationEntry("enables", other.pk, id="r1"),),
        },
        mine={
            "title": "Knowing",
            "gloss": "Mine.",
            "body": "Three.\n",
            "names": (NameEntry("KM", "acronym", autolink="never"),),
            "definitions": (replace(one, text="It was.", source=None),),
            "notes": (replace(note, text="Very careful."),),
            "steward": cleo.user.pk,
            "status": "deprecated",
            "replaced_by": other.pk,
            "domain": make_domain("Theory").pk,
            "relations": (RelationEntry("related", other.pk, id="r1"),),
        },
    )
    assert sorted(shown(conflict)) == sorted(
        [
            ("title", "Preferred name", "Knowledge management", "Knowing", "KM"),
            ("lede", "Gloss", "Keeping.", "Mine.", "Theirs."),
            ("body/1", "Text", "One.", "Three.", "Two."),
            ("names/KM", "Name “KM”", "KM (acronym, link by itself)", "KM (acronym, never link)", ""),
            ("definitions/d1/source", "Definition 1: Source", "Guidebook (2019)", "", "Davenport, Review"),
            ("notes/n1", "Note 1", "for editors only: Careful.", "for editors only: Very careful.", ""),
            ("steward", "Steward", "", "Cleo", "Ada"),
            ("domain", "Domain", "", "Theory", "Practice"),
            ("status", "Status", "approved", "deprecated", "in review"),
            ("relations/r1/kind", "Relation 1: Kind", "", "related to", "enables"),
        ]
    )


@pytest.mark.parametrize(
    ("side", "title", "body", "notes"),
    [
        ("mine", "Knowing", "Three.\n", ["Very careful."]),
        ("theirs", "KM at work", "Two.\n", []),
        ("base", "Knowledge management", "One.\n", ["Careful."]),
    ],
)
def test_what_was_chosen_stands_on_the_newer_version(term, side, title, body, notes):
    note = NoteEntry("Very careful.", "editor", id="n1")
    conflict = clash(
        term,
        theirs={"title": "KM at work", "body": "Two.\n", "notes": (), "is_contested": True},
        mine={"title": "Knowing", "body": "Three.\n", "notes": (note,)},
    )
    draft = clashing.settled(conflict, {one.path: side for one in clashing.readings(conflict)})
    entry = Entry.of(draft.entry)
    assert (draft.title, draft.body, [one.text for one in entry.notes]) == (title, body, notes)
    assert entry.is_contested
    curating.revise(
        fresh(term),
        base=2,
        began_on=1,
        title=draft.title,
        gloss=draft.lede,
        body=draft.body,
        entry=entry,
        by=None,
    )
    assert (fresh(term).title, fresh(term).current.number) == (title, 3 if side != "theirs" else 2)


def test_a_place_that_nobody_decided_is_named(term):
    conflict = clash(
        term, theirs={"title": "KM at work", "gloss": "T."}, mine={"title": "Knowing", "gloss": "M."}
    )
    with pytest.raises(Undecided) as refused:
        clashing.settled(conflict, {"title": "mine", "lede": "nobody's"})
    assert refused.value.paths == ["lede"]
