"""Which page a link means: the fixed precedence, the same for everybody and at every time."""

import pytest
from django.contrib.auth.models import AnonymousUser

from kmsite.pages.models import Link, Name, Page
from kmsite.pages.names.naming import near_titles, resolve, suggest
from kmsite.pages.saving import editing
from tests.make import make_article, make_audience, make_term

NOBODY = AnonymousUser()


def meant(source, key):
    return resolve(source, [key]).get(key)


def revise(page, **fields):
    current = Page.objects.get(pk=page.pk).current
    return editing.revise(page, base=current.number, by=None, **{"body": current.body, **fields}).page


@pytest.fixture
def halls(db):
    """Three pages called Pump: at the top, in the old hall, and in the new hall."""
    top = make_article("Pump")
    old, new = make_article("Old hall"), make_article("New hall")
    return {
        "top": top,
        "old": old,
        "new": new,
        "old pump": make_article("Pump", parent=old),
        "new pump": make_article("Pump", parent=new),
    }


def test_section_and_title_say_exactly_which_page(halls):
    assert meant(None, "new hall/pump") == halls["new pump"]
    assert meant(halls["old pump"], "new hall/pump") == halls["new pump"]


def test_a_sibling_comes_before_an_older_page_elsewhere(halls):
    assert meant(make_article("Valve", parent=halls["new"]), "pump") == halls["new pump"]


def test_a_child_of_a_page_further_up_comes_before_an_older_page_elsewhere(halls):
    valve = make_article("Valve", parent=halls["new"])
    assert meant(make_article("Spring", parent=valve), "pump") == halls["new pump"]


def test_elsewhere_the_oldest_page_wins(halls):
    yard = make_article("Yard")
    assert meant(make_article("Shed", parent=yard), "pump") == halls["top"]
    assert meant(None, "pump") == halls["top"]


def test_a_title_comes_before_an_alias_and_an_alias_before_a_former_title(db):
    former = revise(make_article("Engine"), title="Motor")
    assert meant(None, "engine") == former
    alias = make_article("Machine")
    Name.objects.create(page=alias, text="Engine", key="engine", kind=Name.Kind.ALIAS)
    assert meant(None, "engine") == alias
    title = make_article("Engine")
    assert meant(None, "engine") == title


def test_an_address_means_the_page_that_has_or_had_it(db):
    pump = make_article("Pump")
    assert meant(None, "/articles/pump") == pump
    revise(pump, title="Water pump")
    assert resolve(None, ["/articles/pump", "/articles/water-pump", "/articles/none"]) == {
        "/articles/pump": pump,
        "/articles/water-pump": pump,
    }


def test_a_title_with_a_slash_is_found_as_it_is(db):
    both = make_article("AC/DC")
    assert meant(None, "ac/dc") == both


def test_a_section_is_also_known_by_its_former_title(halls):
    revise(halls["old"], title="Museum")
    assert meant(None, "museum/pump") == halls["old pump"]
    assert meant(None, "old hall/pump") == halls["old pump"]


def test_a_page_in_the_trash_is_meant_by_nobody(halls):
    Page.objects.filter(pk=halls["top"].pk).update(trashed_at=halls["top"].created_at)
    assert meant(None, "pump") == halls["old pump"]


def test_a_page_that_all_readers_of_the_source_see_comes_before_a_hidden_older_one(alice):
    board = make_audience("Board", alice.user)
    hidden = make_article("Plan", audience=board)
    public = make_article("Plan")
    assert meant(None, "plan") == public
    assert meant(make_article("Minutes", audience=board), "plan") == hidden


def test_a_link_to_a_page_not_yet_written_turns_blue_when_it_is(db):
    source = make_article("Hall", "See [[Pump]], [[pump|it]] and [[Hall/Pump]].")
    assert Link.objects.wanted().count() == source.links.count() == 2
    pump = make_article("Pump", parent=source)
    assert {link.target for link in source.links.all()} == {pump}


def test_a_new_page_of_the_same_name_never_steals_a_link(db):
    pump = make_article("Pump")
    yard = make_article("Yard", "See [[Pump]].")
    make_article("Pump", parent=yard)
    assert yard.links.get().target == pump
    revise(yard, body="Do see [[Pump]].")
    assert yard.links.get().target == pump


def test_a_public_page_takes_over_a_link_whose_target_its_readers_cannot_see(alice):
    board = make_audience("Board", alice.user)
    hidden = make_article("Plan", audience=board)
    yard = make_article("Yard", "See [[Plan]].")
    assert yard.links.get().target == hidden
    public = make_article("Plan", parent=make_article("Office"))
    assert yard.links.get().target == public


def test_links_that_leave_the_text_are_forgotten(db):
    pump = make_article("Pump")
    yard = make_article("Yard", "See [[Pump]] and [[Valve#Seat]].")
    assert set(yard.links.values_list("key", "target")) == {("pump", pump.pk), ("valve", None)}
    revise(yard, body="See [[Valve]].")
    assert set(yard.links.values_list("key", "anchor", "target")) == {("valve", "", None)}


def test_pages_are_suggested_by_the_first_letters_of_a_name_or_a_word(db):
    pump = make_article("Pump room")
    water = make_article("Water pump")
    make_article("Valve")
    assert suggest(NOBODY, "PUM") == [pump, water]
    assert suggest(NOBODY, "") == suggest(NOBODY, "%") == suggest(NOBODY, "zzz") == []


def test_where_terms_are_named_only_terms_are_suggested(carol):
    make_article("Valve guide")
    make_term("Valve")
    assert [one["title"] for one in carol.get("/suggest/?q=val&kind=term").json()["items"]] == ["Valve"]
    assert len(carol.get("/suggest/?q=val&kind=nonsense").json()["items"]) == 2
    assert "?kind=term" in carol.get("/discussions/new/").text


def test_a_former_title_is_suggested_after_the_titles(db):
    former = revise(make_article("Pump"), title="Engine")
    pump = make_article("Pump room")
    assert suggest(NOBODY, "pump") == [pump, former]


def test_titles_near_a_mistyped_one_are_found(db):
    management = make_article("Knowledge management")
    make_article("Culture shift")
    assert near_titles(NOBODY, "Knowlege managment") == [management]
    assert near_titles(NOBODY, "Gardening") == near_titles(NOBODY, "") == near_titles(NOBODY, "'&|!:*") == []


def test_a_long_title_is_near_its_own_words(db):
    shift = make_article("The culture shift: from I know to we know")
    make_article("The night shift in the library")
    assert near_titles(NOBODY, "culture shift") == [shift]


def test_nothing_is_suggested_or_near_that_the_person_may_not_see(alice, mallory):
    plan = make_article("Merger plan", audience=make_audience("Board", alice.user))
    assert suggest(alice.user, "merg") == near_titles(alice.user, "Merger plans") == [plan]
    assert suggest(mallory.user, "merg") == near_titles(mallory.user, "Merger plans") == []
    assert suggest(mallory.user, "plan") == []
