"""Undoing one earlier edit: what was written later stays."""

import pytest

from kmsite.pages.models import Revision
from kmsite.pages.saving.editing import revise
from tests.articles.settling import choose
from tests.make import make_article, make_audience

pytestmark = pytest.mark.django_db

STEPS = "Open the valve.\n\nWait a minute.\n\nClose the valve.\n"
LATER = STEPS.replace("minute", "while")
UNDO = "/articles/pump/history/2/undo/"
SURE = {"base_revision": 3, "summary": "", "key": "k1"}


@pytest.fixture
def page(alice, bob):
    """Alice began it, Bob changed the waiting, Alice opened and closed it differently."""
    page = make_article("Pump", STEPS, by=alice.user, tags=["water"], lede="It moves water.")
    revise(page, base=1, body=LATER, tags=["water", "time"], lede="It waits.", by=bob.user)
    newest = LATER.replace("Open", "Turn").replace("Close", "Shut")
    return revise(page, base=2, body=newest, by=alice.user).page


def now(page):
    page.refresh_from_db()
    return page.current


def test_only_what_the_edit_changed_is_taken_back(alice, page):
    asked = alice.get(UNDO)
    assert asked.status_code == 200
    assert "<del>while</del>" in asked.content.decode()
    assert "Shut" not in asked.content.decode().split("<ins>")[-1].split("</ins>")[0]
    assert alice.post(UNDO, SURE)["Location"] == "/articles/pump/"
    assert now(page).body == "Turn the valve.\n\nWait a minute.\n\nShut the valve.\n"
    assert page.current.structure == {"lede": "It moves water.", "tags": ["water"]}
    assert (page.current.summary, page.current.base.number) == ("Undo revision 2", 3)


def test_looking_changes_nothing(alice, page):
    alice.get(UNDO)
    assert now(page).number == 3


def test_sent_twice_it_is_one_revision(alice, page):
    for _ in range(2):
        alice.post(UNDO, SURE)
    assert now(page).number == 4


def test_the_newest_edit_is_undone_too(alice, page):
    alice.post("/articles/pump/history/3/undo/", SURE)
    assert now(page).body == LATER


def test_when_the_same_words_changed_again_the_writer_is_asked(alice, bob, page):
    revise(page, base=3, body=now(page).body.replace("while", "little while longer"), by=bob.user)
    asked = alice.get(UNDO)
    assert asked.status_code == 200
    assert "cannot be undone by itself" in asked.content.decode()
    assert alice.post(UNDO, SURE | {"base_revision": 4}).status_code == 409
    assert (
        alice.post("/articles/pump/edit/", choose(asked, p1="mine") | {"summary": "Back"}).status_code == 302
    )
    assert now(page).body == "Turn the valve.\n\nWait a minute.\n\nShut the valve.\n"
    assert (page.current.number, page.current.base.number) == (5, 4)


def test_what_is_gone_already_is_not_undone_again(alice, page):
    alice.post(UNDO, SURE)
    assert "nothing left to undo" in alice.get(UNDO).content.decode()
    again = alice.post(UNDO, {"base_revision": 4, "summary": "", "key": "k2"}, follow=True)
    assert "no revision was made" in again.content.decode()
    assert now(page).number == 4


def test_it_waits_when_somebody_saved_meanwhile(alice, page):
    answer = alice.post(UNDO, SURE | {"base_revision": 2})
    assert answer.status_code == 409
    assert "Somebody saved this page meanwhile." in answer.content.decode()
    assert now(page).number == 3


def test_a_title_is_taken_back_by_those_who_may_rename(alice, bob, page):
    revise(page, base=3, title="Water pump", body=now(page).body + "\nMore.\n", by=bob.user)
    path, sure = "/articles/water-pump/history/4/undo/", SURE | {"base_revision": 4}
    alice.post(path, sure)
    assert (now(page).title, page.title) == ("Water pump", "Water pump")
    assert "More." not in page.current.body
    bob.post(path, sure | {"base_revision": 5})
    assert now(page).title == "Pump"


@pytest.mark.parametrize("number", ["0", "1", "99", "9" * 30])
def test_what_is_no_edit_of_this_page_cannot_be_undone(alice, page, number):
    assert alice.get(f"/articles/pump/history/{number}/undo/").status_code == 404


def test_an_edit_whose_text_was_removed_cannot_be_undone(alice, page):
    Revision.objects.filter(page=page, number=1).update(removed_at=page.changed_at)
    assert alice.get(UNDO).status_code == 404
    assert UNDO not in alice.get("/articles/pump/history/").text
    assert UNDO not in alice.get("/articles/pump/history/2/").text
    assert UNDO.replace("2", "3") in alice.get("/articles/pump/history/").text


def test_a_reader_undoes_nothing(carol, anonymous, page):
    assert carol.get(UNDO).status_code == carol.post(UNDO, SURE).status_code == 403
    assert anonymous.post(UNDO, SURE)["Location"].startswith("/accounts/login/")
    assert "/undo/" not in carol.get("/articles/pump/history/").content.decode()


def test_what_one_may_not_see_answers_as_if_it_did_not_exist(alice, bob, page):
    hidden = make_article("Merger", by=alice.user, audience=make_audience("board", alice.user))
    revise(hidden, base=1, body="Secret.", by=alice.user)
    path = f"/articles/{hidden.slug}/history/2/undo/"
    assert alice.get(path).status_code == 200
    assert bob.get(path).status_code == bob.post(path, SURE).status_code == 404


def test_the_history_leads_there(alice, page):
    assert f'href="{UNDO}"' in alice.get("/articles/pump/history/").content.decode()
    assert f'href="{UNDO}"' in alice.get("/articles/pump/history/2/").text
