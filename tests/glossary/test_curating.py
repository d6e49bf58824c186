"""A curator writes a term: its whole entry is kept, versioned, merged and found again."""

from dataclasses import replace

import pytest

from glossary import curating
from glossary.entry import DefinitionEntry, Entry, NameEntry, NoteEntry, RelationEntry
from glossary.models import Claim, Definition, Relation, Source, Term
from glossary.refusing import Circular, NameTaken
from kmsite.pages.integrity import violations
from kmsite.pages.models import Link, Name
from kmsite.pages.saving import editing
from kmsite.pages.saving.drafts import Draft
from kmsite.pages.saving.editing import Conflict
from kmsite.text.refusal import TextRefused
from tests.make import make_article, make_domain, make_term

pytestmark = pytest.mark.django_db


def fresh(term):
    return Term.objects.with_current().get(pk=term.pk)


def entry_of(term):
    return Entry.of(fresh(term).current.structure)


def revised(term, by=None, base=None, **fields):
    now = Draft.of(fresh(term).current)
    said = {"title": now.title, "gloss": now.lede, "body": now.body}
    entry = replace(
        Entry.of(now.entry), **{name: fields.pop(name) for name in list(fields) if name not in said}
    )
    return curating.revise(
        term, base=base or fresh(term).current.number, by=by, **{**said, **fields}, entry=entry
    )


@pytest.fixture
def source():
    return Source.objects.create(kind="book", title="Guidebook", year=2019)


def test_a_term_says_everything_that_was_written(cleo, source):
    definition = DefinitionEntry(
        "What is *known*.", is_house=True, source=source.pk, fidelity="verbatim", since=1990
    )
    term = make_term(
        "Knowledge management",
        "KM",
        by=cleo.user,
        gloss="Keeping what is known.",
        definitions=(definition,),
        notes=(NoteEntry("For teams.", "scope"),),
    )
    assert (term.slug, term.status, term.lede) == (
        "knowledge-management", "approved", "Keeping what is known.",
    )  # fmt: skip
    row = Definition.objects.get(term=term)
    assert (row.text, row.source, row.fidelity, row.since) == ("What is *known*.", source, "verbatim", 1990)
    assert "<em>known</em>" in term.rendering.parts[row.key]
    assert entry_of(term).source(source.pk)["title"] == "Guidebook"
    assert list(violations(deep=True)) == []


def test_an_acronym_is_always_written_as_it_is(cleo):
    term = curating.create(
        title="Organisational learning", entry=Entry(names=(NameEntry("OL", "acronym"),)), by=cleo.user
    ).page
    assert Name.objects.get(page=term, kind="acronym").case == "exact"


@pytest.mark.parametrize(
    ("status", "links"), [("draft", False), ("review", True), ("approved", True), ("deprecated", False)]
)
def test_a_name_links_only_while_its_term_stands(status, links):
    term = make_term("Knowledge management", "KM", status=status)
    assert {*Name.objects.filter(page=term).values_list("is_linked", flat=True)} == {links}


def test_hidden_and_deprecated_names_never_link():
    names = (NameEntry("KMS thing", "hidden"), NameEntry("knowledge control", "deprecated"))
    term = make_term("Knowledge management")
    revised(term, names=names)
    assert {*Name.objects.filter(page=term, is_linked=True).values_list("text", flat=True)} == {
        "Knowledge management"
    }


def test_a_name_is_one_term_within_a_domain():
    km, ol = make_domain("Knowledge management"), make_domain("Learning")
    first = make_term("Capture", domain=km.pk)
    with pytest.raises(NameTaken) as refused:
        make_term("capturing", "capture", domain=km.pk)
    assert refused.value.term == first
    assert "“Capture”" in str(refused.value)
    assert make_term("Capture", domain=ol.pk).slug == "capture-2"


def test_spelling_accents_and_hyphens_make_no_other_name():
    make_term("Organisational learning")
    for name in ("organizational learning", "Organisational-Learning", "Órganisational learning"):
        with pytest.raises(NameTaken):
            make_term(name)


def test_a_wiki_link_by_an_acronym_comes_and_goes_with_the_name():
    article = make_article(body="See [[KM]].")
    term = make_term("Knowledge management", "KM")
    assert Link.objects.get(source=article).target_id == term.pk
    revised(term, names=())
    assert Link.objects.get(source=article).target_id is None


def test_an_article_of_the_name_comes_before_the_term():
    term = make_term("Harvest")
    article = make_article("Harvest", "How we harvest.")
    below = make_article("Autumn", "See [[harvest]].", parent=make_article("Seasons"))
    assert Link.objects.get(source=below).target_id == article.pk != term.pk


def test_a_term_is_neither_a_kind_nor_a_part_of_itself():
    a = make_term("A thing")
    b = make_term("B thing", relations=(RelationEntry("broader", a.pk),))
    c = make_term("C thing", relations=(RelationEntry("broader", b.pk),))
    with pytest.raises(Circular):
        revised(a, relations=(RelationEntry("broader", c.pk),))
    with pytest.raises(TextRefused, match="itself"):
        revised(a, relations=(RelationEntry("related", a.pk),))
    assert not Relation.objects.filter(term=a).exists()
    revised(a, relations=(RelationEntry("part_of", c.pk),))


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"names": (NameEntry("K", "admitted"),)}, "too short"),
        ({"names": (NameEntry("2019", "admitted"),)}, "too short"),
        ({"names": (NameEntry("KM", "acronym"), NameEntry("KM", "admitted"))}, "twice"),
        ({"names": (NameEntry("KM", "strange"),)}, "no known kind"),
        (
            {"definitions": (DefinitionEntry("a", is_house=True), DefinitionEntry("b", is_house=True))},
            "one house",
        ),
        ({"definitions": (DefinitionEntry(" "),)}, "needs a text"),
        ({"definitions": (DefinitionEntry("a", since=2000, until=1990),)}, "ends before"),
        ({"definitions": (DefinitionEntry("a", source=999, is_house=True),)}, "does not exist"),
        ({"definitions": (), "status": "approved"}, "needs a house definition"),
        ({"notes": (NoteEntry("", "usage"),)}, "kind and a text"),
        ({"relations": (RelationEntry("eats", 1),)}, "no known kind"),
        ({"status": "splendid"}, "no such status"),
        ({"replaced_by": 1}, "Only a deprecated"),
        ({"domain": 999}, "no such domain"),
        ({"gloss": "x" * 281}, "280"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_a_reason(fields, told):
    with pytest.raises(TextRefused, match=told):
        revised(make_term("Knowledge management"), **fields)
    assert Term.objects.get().current.number == 1


def test_two_curators_change_different_parts(cleo, ada):
    term = make_term("Knowledge management")
    revised(term, cleo.user, base=1, notes=(NoteEntry("For teams.", "scope"),))
    saved = revised(term, ada.user, base=1, gloss="Short.", notes=())
    assert saved.outcome == "merged"
    assert [note.text for note in entry_of(term).notes] == ["For teams."]
    assert fresh(term).lede == "Short."


def test_two_curators_change_the_same_definition(cleo, ada):
    term = make_term("Knowledge management")
    before = entry_of(term).definitions[0]
    revised(term, cleo.user, base=1, definitions=(replace(before, text="Hers."),))
    with pytest.raises(Conflict) as conflict:
        revised(term, ada.user, base=1, definitions=(replace(before, text="Mine."),))
    [clash] = conflict.value.clashes
    assert (clash.path, clash.theirs, clash.mine) == (f"definitions/{before.id}/text", "Hers.", "Mine.")
    assert entry_of(term).definitions[0].text == "Hers."


def test_an_older_version_is_restored_whole_but_its_status_stays(cleo):
    term = make_term("Knowledge management", "KM", status="review")
    revised(term, names=(), notes=(NoteEntry("Later.", "usage"),))
    curating.approve(fresh(term), by=cleo.user)
    editing.restore(fresh(term), number=1, base=3, by=cleo.user)
    assert (entry_of(term).names[0].text, entry_of(term).notes, fresh(term).status) == ("KM", (), "approved")
    assert Name.objects.filter(page=term, text="KM", is_linked=True).exists()
    assert list(violations(deep=True)) == []


def test_a_term_is_merged_into_another_with_all_it_has(cleo):
    ol = make_term("Organisational learning", "OL")
    km = make_term("Knowledge management", "KM", relations=(RelationEntry("enables", ol.pk),))
    third = make_term("Learning organisation", relations=(RelationEntry("related", ol.pk),))
    curating.merge(ol, into=fresh(km), by=cleo.user)
    names = {name.text: name.kind for name in entry_of(km).names}
    assert names == {"KM": "acronym", "Organisational learning": "admitted", "OL": "acronym"}
    assert [one.is_house for one in entry_of(km).definitions] == [True, False]
    assert entry_of(km).relations == ()
    assert [(one.kind, one.to_id) for one in Relation.objects.filter(term=third)] == [("related", km.pk)]
    assert {*Claim.objects.filter(term=ol)} == set()
    assert list(violations(deep=True)) == []


def test_a_reader_s_right_is_asked_inside_the_lock(carol, alice):
    for person in (carol, alice):
        with pytest.raises(TextRefused, match="no longer"):
            revised(make_term(f"Term of {person.user}"), person.user, gloss="Mine now.")


def test_saving_the_same_twice_makes_no_version(cleo):
    term = make_term("Knowledge management", "KM")
    assert revised(term, cleo.user).outcome == "unchanged"


def test_two_curators_each_choose_another_house_definition(cleo, ada):
    both = (DefinitionEntry("a", id="aaaaaaaa", is_house=True), DefinitionEntry("b", id="bbbbbbbb"))
    term = make_term("Knowledge management", definitions=(*both, DefinitionEntry("c", id="cccccccc")))
    one, two, three = entry_of(term).definitions
    off = replace(one, is_house=False)
    revised(term, cleo.user, base=1, definitions=(off, replace(two, is_house=True), three))
    with pytest.raises(TextRefused, match="Choose which"):
        revised(term, ada.user, base=1, definitions=(off, two, replace(three, is_house=True)))


def test_an_approved_term_is_not_restored_to_what_had_no_definition(cleo):
    term = make_term("Knowledge management", status="draft", definitions=())
    revised(term, definitions=(DefinitionEntry("What it is.", is_house=True),))
    curating.approve(fresh(term), by=cleo.user)
    with pytest.raises(TextRefused, match="needs a house definition"):
        editing.restore(fresh(term), number=1, base=3, by=cleo.user)
