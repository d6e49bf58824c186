"""Saying who looks after a page, and ending it."""

import pytest

from kmsite.pages.endings import archiving
from kmsite.pages.endings.trashing import trash
from kmsite.pages.models import LedgerEntry, Page
from kmsite.pages.refusing import NoLongerAllowed
from kmsite.pages.saving import editing
from kmsite.stewardship import entrusting
from kmsite.stewardship.entrusting import EntrustingRefused
from kmsite.stewardship.models import Stewardship
from kmsite.stewardship.reading import looked_after, named_for
from kmsite.talk.models import Notice
from tests.make import make_article, make_audience, make_community, make_member, make_term
from tests.people import Person, make_user


def parties(page):
    return {
        (row.community and row.community.title, row.person and row.person.username)
        for row in Stewardship.objects.filter(page=page.pk).select_related("community", "person")
    }


def told(person):
    return list(Notice.objects.filter(user=person.user).values_list("kind", flat=True))


@pytest.fixture
def pump(alice):
    return make_article(by=alice.user)


@pytest.fixture
def sharers(alice):
    return make_community(by=alice.user)


def test_a_knowledge_steward_entrusts_an_article_to_their_community(carol, sharers, pump):
    make_member(sharers, carol.user, "steward")
    answer = carol.post("/articles/pump/stewards/", {"community": sharers.pk, "username": ""})
    assert answer.status_code == 302
    assert parties(pump) == {("Knowledge sharers", None)}
    assert LedgerEntry.objects.get(verb="steward_named").about == {"community": sharers.pk}


def test_a_member_looks_after_it_on_behalf_and_is_told(alice, carol, sharers, pump):
    make_member(sharers, carol.user)
    alice.post("/articles/pump/stewards/", {"community": sharers.pk, "username": "@Carol"})
    assert parties(pump) == {("Knowledge sharers", "carol")}
    assert told(carol) == ["entrusted"]


def test_an_editor_names_a_person_and_a_reader_names_nobody(bob, carol, pump):
    assert carol.post("/articles/pump/stewards/", {"username": "carol"}).status_code == 403
    assert bob.post("/articles/pump/stewards/", {"username": "carol"}).status_code == 302
    assert parties(pump) == {(None, "carol")}


def test_a_curator_names_people_for_terms_only(cleo, carol, pump):
    make_term(by=cleo.user)
    assert cleo.post("/articles/pump/stewards/", {"username": "carol"}).status_code == 403
    assert cleo.post("/glossary/knowledge-management/stewards/", {"username": "carol"}).status_code == 302


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"username": "nobody"}, "Nobody has this username."),
        ({"username": "a\0b"}, "Null characters"),
        ({"username": "bob", "community": "sharers"}, "bob is not a member"),
        ({"username": "bob", "community": "99999999999999999999999"}, "Choose one of these communities."),
        ({"username": "bob", "community": "x"}, "Choose one of these communities."),
        ({}, "Name a community or a person."),
        ({"username": "x" * 10_000}, "at most 150"),
    ],
)
def test_what_cannot_be_is_refused_with_a_reason_and_the_words_kept(ada, bob, sharers, pump, said, words):
    if said.get("community") == "sharers":
        said = {**said, "community": sharers.pk}
    answer = ada.post("/articles/pump/stewards/", said)
    assert answer.status_code == 422
    assert words.lower() in answer.text.lower()
    assert said.get("username", "")[:20].replace("\0", "") in answer.text.replace("\0", "")
    assert not Stewardship.objects.exists()


def test_a_community_looks_after_nothing_that_not_all_its_members_may_read(alice, bob, sharers):
    board = make_audience("Board", alice.user)
    page = make_article("Minutes", by=alice.user, audience=board)
    with pytest.raises(EntrustingRefused, match="Not all members"):
        entrusting.entrust(page, community=sharers, by=alice.user)
    with pytest.raises(NoLongerAllowed):
        entrusting.entrust(page, community=sharers, by=bob.user)
    with pytest.raises(EntrustingRefused, match="may not read"):
        entrusting.entrust(page, person=bob.user, by=None)


def test_a_community_looks_after_what_only_its_members_read(alice, sharers):
    page = make_article("Ours", by=alice.user, audience=sharers.members_audience)
    entrusting.entrust(page, community=sharers, by=alice.user)
    assert parties(page) == {("Knowledge sharers", None)}


def test_naming_twice_changes_nothing(alice, sharers, pump):
    for _again in range(2):
        entrusting.entrust(pump, community=sharers, by=alice.user)
    assert Stewardship.objects.count() == 1
    assert LedgerEntry.objects.filter(verb="steward_named").count() == 1


def test_the_steward_in_the_entry_of_a_term_is_not_named_twice(cleo, carol):
    term = make_term(by=cleo.user, steward=carol.user.pk)
    with pytest.raises(EntrustingRefused, match="already"):
        entrusting.entrust(term, person=carol.user, by=cleo.user)
    shown = cleo.get("/glossary/knowledge-management/").text
    assert shown.count("Carol") == 1
    assert "Named as its steward" in cleo.get("/glossary/knowledge-management/stewards/").text


def test_the_archive_and_the_trash_are_entrusted_to_nobody(alice, bob, sharers, pump):
    archiving.archive(pump, by=bob.user)
    with pytest.raises(Exception, match="archive"):
        entrusting.entrust(pump, community=sharers, by=alice.user)
    other = make_article("Other", by=alice.user)
    trash([other], by=bob.user)
    with pytest.raises(NoLongerAllowed):
        entrusting.entrust(other, community=sharers, by=alice.user)
    assert not Stewardship.objects.exists()


def test_a_person_lays_it_down_themselves_and_nobody_else_of_their_kind(bob, carol, mallory, pump):
    row = entrusting.entrust(pump, person=carol.user, by=bob.user)
    assert mallory.post(f"/stewardship/{row.pk}/release/").status_code == 403
    assert carol.post(f"/stewardship/{row.pk}/release/").status_code == 302
    assert not Stewardship.objects.exists()
    assert LedgerEntry.objects.filter(verb="steward_ended", page=pump).exists()
    assert carol.post(f"/stewardship/{row.pk}/release/").status_code == 404


def test_what_one_may_not_know_of_cannot_be_ended(alice, carol):
    hidden = make_community("Hidden", by=alice.user, visibility="private")
    row = entrusting.entrust(make_article(by=alice.user), community=hidden, by=alice.user)
    assert carol.post(f"/stewardship/{row.pk}/release/").status_code == 404
    assert Stewardship.objects.exists()


def test_an_article_names_who_looks_after_it_as_far_as_all_its_readers_may_know(
    anonymous, alice, carol, sharers, pump
):
    hidden = make_community("Hidden", by=alice.user, visibility="private")
    make_member(hidden, carol.user)
    assert "Looked after by" not in anonymous.get("/articles/pump/").text
    entrusting.entrust(pump, community=sharers, by=alice.user)
    entrusting.entrust(pump, community=hidden, by=alice.user)
    entrusting.entrust(pump, community=hidden, person=carol.user, by=alice.user)
    for reader in (anonymous, alice):
        shown = reader.get("/articles/pump/").text
        assert "Looked after by" in shown
        assert "Knowledge sharers" in shown
        assert "Carol" in shown
        assert "Hidden" not in shown
    assert "Hidden" in alice.get("/articles/pump/stewards/").text
    for reader in (anonymous, Person(make_user("dora", "reader"))):
        shown = reader.get("/articles/pump/stewards/").text
        assert "Hidden" not in shown
        assert shown.count(">Carol<") == 1


def test_who_belongs_to_a_listed_community_is_not_told_by_what_they_look_after(alice, carol, mallory, pump):
    listed = make_community("Listed", by=alice.user, visibility="listed")
    make_member(listed, carol.user)
    entrusting.entrust(pump, community=listed, person=carol.user, by=alice.user)
    [seen] = named_for(pump, mallory.user)
    assert (seen.community, seen.person) == (None, carol.user)
    [seen] = named_for(pump, carol.user)
    assert seen.community.title == "Listed"


def test_a_new_name_or_the_end_of_a_community_shows_on_what_it_looks_after(
    anonymous, alice, ada, sharers, pump
):
    entrusting.entrust(pump, community=sharers, by=alice.user)
    assert "Knowledge sharers" in anonymous.get("/articles/pump/").text
    editing.revise(sharers, base=1, title="Keepers", body="", by=alice.user)
    assert "Keepers" in anonymous.get("/articles/pump/").text
    trash([sharers], by=ada.user)
    assert "Keepers" not in anonymous.get("/articles/pump/").text


def test_a_hidden_community_is_in_no_deed_that_readers_of_the_page_may_read(alice, carol, pump):
    hidden = make_community("Hidden", by=alice.user, visibility="private")
    entrusting.entrust(pump, community=hidden, by=alice.user)
    assert LedgerEntry.objects.get(verb="steward_named").page_id == hidden.pk
    assert not LedgerEntry.objects.filter(page=pump, verb="steward_named").exists()


def test_who_leaves_a_community_lays_down_what_they_did_for_it(alice, carol, sharers, pump):
    make_member(sharers, carol.user)
    entrusting.entrust(pump, community=sharers, person=carol.user, by=alice.user)
    carol.post(f"{sharers.get_absolute_url()}leave/")
    assert parties(pump) == {("Knowledge sharers", None)}


def test_a_page_that_is_merged_brings_who_looks_after_it(alice, bob, carol, sharers, pump):
    other = make_article("Pumps", by=alice.user)
    for page in (pump, other):
        entrusting.entrust(page, community=sharers, by=alice.user)
    entrusting.entrust(other, person=carol.user, by=bob.user)
    asked = bob.get("/articles/pumps/merge/?into=pump")
    assert asked.status_code == 200
    entrusting.follow(Page.objects.get(pk=other.pk), Page.objects.get(pk=pump.pk))
    assert parties(pump) == {("Knowledge sharers", None), (None, "carol")}
    assert parties(other) == set()


def test_what_a_community_looked_after_goes_over_or_ends(alice, bob, carol, sharers, pump):
    keepers = make_community("Keepers", by=alice.user)
    ours = make_article("Ours", by=alice.user, audience=sharers.members_audience)
    for page in (pump, ours):
        entrusting.entrust(page, community=sharers, by=alice.user)
    done = entrusting.hand_over(sharers, to_community=keepers, by=alice.user)
    assert (done.over, done.ended) == (1, 1)
    assert parties(pump) == {("Keepers", None)}
    assert parties(ours) == set()
    done = entrusting.hand_over(keepers, to_person=carol.user, by=alice.user)
    assert parties(pump) == {(None, "carol")}
    assert told(carol) == ["handed_over"]
    assert "handed over to you" in carol.get("/me/notices/").text


def test_nothing_is_handed_to_a_community_for_which_one_may_not_speak(alice, bob, sharers, pump):
    theirs = make_community("Theirs", by=bob.user)
    entrusting.entrust(pump, community=sharers, by=alice.user)
    with pytest.raises(EntrustingRefused):
        entrusting.hand_over(sharers, to_community=theirs, by=alice.user)
    assert parties(pump) == {("Knowledge sharers", None)}


def test_only_a_few_are_named_on_the_page_itself(bob, pump):
    for number in range(6):
        entrusting.entrust(pump, person=make_user(f"keeper{number}", "reader"), by=bob.user)
    shown = looked_after(pump)
    assert len(shown.parties) == 4
    assert shown.more == 2
    assert "2 more" in bob.get("/articles/pump/").text
