"""Who can see this and why: everybody who reads a page is told, and some may choose anew."""

import pytest
from django.test import Client

from kmsite.pages.models import Audience, LedgerEntry, Page
from kmsite.pages.readers.audiences import set_audience, state_of
from tests.make import make_article, make_audience


@pytest.fixture
def board(bob, alice):
    return make_audience("Board", bob.user, alice.user)


@pytest.fixture
def pump(alice):
    return make_article("Pump", parent=make_article("Machines", by=alice.user), by=alice.user)


def choose(person, page, value, **fields):
    page.refresh_from_db()
    return person.post(
        f"{page.get_absolute_url()}audience/", {"choice": value, "seen": state_of(page), **fields}
    )


def reach(page):
    return Page.objects.get(pk=page.pk).reach


def test_everybody_who_reads_a_page_is_told_who_can_see_it(anonymous, carol, pump):
    for reader in (anonymous, carol):
        shown = reader.get("/articles/pump/audience/").text
        assert '<strong dir="auto">Everyone</strong>' in shown
        assert "Neither this page nor one above it is kept from anybody." in shown
        assert 'href="/articles/machines/audience/"' in shown
        assert "Choose who may read it" not in shown
        assert "Can one person see it?" not in shown


def test_the_page_that_decides_is_named(carol, pump):
    set_audience(pump.parent, Audience.objects.get(pk=-1))
    shown = carol.get("/articles/pump/audience/").text
    assert "Everyone signed in" in shown
    assert 'It was chosen for a page above: <a href="/articles/machines/"' in shown


def test_members_see_who_else_is_in_the_audience(alice, bob, pump, board):
    set_audience(pump, board)
    shown = alice.get("/articles/pump/audience/").text
    assert ">Board<" in shown
    assert 'href="/people/bob/"' in shown
    assert "It was chosen for this page." in shown


def test_what_each_role_may_do_stands_there(anonymous, pump):
    shown = anonymous.get("/articles/pump/audience/").text
    assert "<dt>Reader</dt>\n        <dd>read</dd>" in shown
    assert "say who may read" in shown


def test_an_editor_sees_what_a_choice_touches_before_it_is_made(bob, pump, board):
    shown = bob.get(f"/articles/machines/audience/?choice={board.pk}").text
    assert "1 page below follows:" in shown
    assert reach(pump) == 0


def test_an_editor_chooses_and_the_ledger_tells(bob, pump, board):
    assert choose(bob, pump.parent, str(board.pk)).status_code == 302
    assert (reach(pump.parent), reach(pump)) == (board.pk, board.pk)
    deed = LedgerEntry.objects.besides_saves().get()
    assert (deed.verb, deed.by, deed.page_id) == ("audience", bob.user, pump.parent.pk)
    assert deed.about == {"was": None, "audience": board.pk}


def test_choosing_what_is_chosen_already_does_nothing(bob, pump):
    assert choose(bob, pump, "").status_code == 302
    assert not LedgerEntry.objects.besides_saves().exists()


def test_who_lacks_the_right_cannot_choose(alice, carol, anonymous, pump):
    for person in (alice, carol):
        assert choose(person, pump, "-1").status_code == 403
    assert choose(anonymous, pump, "-1").status_code == 302
    assert reach(pump) == 0


def test_an_unknown_audience_and_a_foreign_one_are_answered_alike(bob, mallory, pump):
    foreign = make_audience("Works council", mallory.user)
    answers = [choose(bob, pump, value) for value in (str(foreign.pk), "987654", "x")]
    assert {answer.status_code for answer in answers} == {422}
    assert all("There is no such audience." in answer.text for answer in answers)
    assert "Works council" not in answers[0].text
    assert str(foreign.pk) not in [one.value for one in answers[0].context["form"].choices]


def test_a_choice_wider_than_the_page_above_is_shown_with_the_reason_and_refused(bob, pump, board):
    set_audience(pump.parent, board)
    shown = bob.get("/articles/pump/audience/").text
    assert "The page above it reaches fewer people." in shown
    refused = choose(bob, pump, "0")
    assert refused.status_code == 422
    assert "The page above it reaches fewer people." in refused.text
    assert reach(pump) == board.pk


def test_another_audience_below_refuses_and_only_what_one_sees_is_named(bob, mallory, pump, board):
    mine = make_audience("Crew", bob.user)
    set_audience(pump, mine)
    shown = bob.get(f"/articles/machines/audience/?choice={board.pk}").text
    assert "This cannot be: a page below is for another audience" in shown
    assert ">Pump</a>" in shown
    assert choose(bob, pump.parent, str(board.pk)).status_code == 422
    set_audience(pump, make_audience("Works council", mallory.user))
    shown = bob.get(f"/articles/machines/audience/?choice={board.pk}").text
    assert "You cannot see it; it may lie in the trash." in shown
    assert ">Pump</a>" not in shown


def test_a_stale_form_is_refused(bob, pump, board):
    seen = state_of(pump)
    set_audience(pump, Audience.objects.get(pk=-1))
    answer = bob.post("/articles/pump/audience/", {"choice": str(board.pk), "seen": seen})
    assert answer.status_code == 422
    assert "Somebody changed meanwhile who may read this page." in answer.text
    assert reach(pump) == -1


def test_whoever_left_the_audience_meanwhile_can_choose_nothing(bob, pump, board):
    set_audience(pump, board)
    seen = state_of(Page.objects.get(pk=pump.pk))
    board.members.filter(user=bob.user).delete()
    assert bob.post("/articles/pump/audience/", {"choice": "0", "seen": seen}).status_code == 404
    assert reach(pump) == board.pk


def test_a_page_made_private_is_gone_everywhere_before_the_form_says_so(bob, pump, board):
    """Each client here has the whole site with a reading room of its own, as each server process has."""
    strangers = [Client() for _process in range(3)]
    for stranger in strangers:
        assert stranger.get("/articles/pump/").status_code == 200
        assert stranger.get("/articles/pump/").status_code == 200
    answer = choose(bob, pump, str(board.pk))
    assert [stranger.get("/articles/pump/").status_code for stranger in strangers] == [404] * 3
    assert answer.status_code == 302


def test_why_one_person_sees_it_or_not(ada, bob, carol, pump, board):
    def told(username):
        return bob.get("/articles/pump/audience/", {"username": username}).text

    assert "Carol can see it, as everyone can." in told("carol")
    set_audience(pump, board)
    assert "Bob can see it, being in the audience." in told("bob")
    assert "Carol cannot see it, not being in the audience." in told("@Carol")
    assert "Ada cannot see it: administrators are in no audience" in told("ada")
    assert "Nobody has this username." in told("nobody")
    assert "being in the audience" not in told("a\0b")


def test_a_link_chooses_anew_when_its_page_is_hidden(alice, anonymous, bob, board):
    first = make_article("Plan", by=alice.user)
    make_article("Plan", parent=make_article("Other", by=alice.user), by=alice.user)
    make_article("Reader", "See [[Plan]].", by=alice.user)
    assert 'href="/articles/plan/"' in anonymous.get("/articles/reader/").text
    choose(bob, first, str(board.pk))
    assert 'href="/articles/other-plan/"' in anonymous.get("/articles/reader/").text


def test_an_editor_says_who_may_read_a_new_page(bob, alice, board):
    form = {"title": "Merger plan", "body": "Secret.", "audience": str(board.pk)}
    assert bob.post("/new/", form).status_code == 302
    page = Page.objects.get()
    assert (page.audience, page.reach) == (board, board.pk)
    assert page.slug.startswith("merger-plan-")
    assert 'name="audience"' in bob.get("/new/").text
    assert 'name="audience"' not in alice.get("/new/").text


@pytest.mark.parametrize("below", [False, True])
def test_a_new_page_is_for_no_foreign_audience_and_no_wider_one(bob, mallory, board, below):
    parent = make_article("Hall", audience=board)
    foreign = "0" if below else str(make_audience("Works council", mallory.user).pk)
    form = {"title": "New", "body": "x", "audience": foreign, "parent": parent.slug if below else ""}
    answer = bob.post("/new/", form)
    assert answer.status_code == 422
    assert "Works council" not in answer.text
    assert Page.objects.count() == 1
