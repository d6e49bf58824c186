"""A conflict, from the page that asks to the revision that settles it: nothing is lost on the way."""

import re
import time

import pytest

from kmsite.pages.saving.editing import revise
from kmsite.text import clock
from tests.articles.settling import choose, form_of
from tests.articles.writing import change
from tests.make import make_article

pytestmark = pytest.mark.django_db

STEPS = "Open the valve.\n\nWait a minute.\n\nClose the valve.\n"
EDIT = "/articles/pump/edit/"


@pytest.fixture
def page(alice):
    return make_article("Pump", STEPS, by=alice.user, lede="It moves water.", tags=["water"])


@pytest.fixture
def asked(alice, bob, page):
    """Bob is asked: Alice saved a little, he wrote a while, and he shut the valve besides."""
    revise(page, base=1, body=STEPS.replace("minute", "little"), by=alice.user)
    mine = STEPS.replace("minute", "while").replace("Close", "Shut")
    return bob.post(EDIT, change(page, mine, base=1, tags="water", key="k1", lede="It moves water."))


def now(page):
    page.refresh_from_db()
    return page.current


def words(response):
    """Return what the page says, without its markup."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", response.content.decode()))


def test_the_page_shows_three_readings_with_only_the_clash_marked(asked):
    shown = asked.content.decode()
    assert asked.status_code == 409
    for word in ("minute", "little", "while"):
        assert f"Wait a <mark>{word}</mark>." in shown.replace("\n", "")
    assert shown.count("<mark>") == 3
    assert "Alice saved this page" in words(asked)
    assert "Open the valve." in shown
    assert "Shut the valve." in shown
    assert "Only one place is to decide" in shown


@pytest.mark.parametrize(("side", "word"), [("base", "minute"), ("theirs", "little"), ("mine", "while")])
def test_each_of_the_three_can_be_chosen(bob, page, asked, side, word):
    assert bob.post(EDIT, choose(asked, p1=side)).status_code == 302
    assert now(page).body == f"Open the valve.\n\nWait a {word}.\n\nShut the valve.\n"


def test_a_wording_of_ones_own_stands_where_it_was_written(bob, page, asked):
    form = choose(asked, p1="own") | {"own-1": "Wait a little while.\r\nThen look."}
    bob.post(EDIT, form)
    assert now(page).body == "Open the valve.\n\nWait a little while.\nThen look.\n\nShut the valve.\n"


def test_words_of_ones_own_need_no_mark_and_are_never_dropped(bob, page, asked):
    form = form_of(asked) | {"own-1": "Wait for me."}
    again = bob.post(EDIT, form | {"pick-1": "theirs"})
    assert again.status_code == 409
    assert "You wrote words of your own here" in words(again)
    assert form_of(again)["own-1"] == "Wait for me."
    assert bob.post(EDIT, form).status_code == 302
    assert "Wait for me." in now(page).body


def test_another_choice_made_twice_is_meant(bob, page, asked):
    again = bob.post(EDIT, choose(asked, p1="theirs") | {"own-1": "Wait for me."})
    bob.post(EDIT, choose(again, p1="theirs"))
    assert "Wait a little." in now(page).body


def test_an_empty_wording_takes_the_passage_out(bob, page, asked):
    bob.post(EDIT, choose(asked, p1="own") | {"own-1": ""})
    assert now(page).body == "Open the valve.\n\n\nShut the valve.\n"


def test_a_place_without_a_choice_is_asked_for_again(bob, page, asked):
    again = bob.post(EDIT, form_of(asked))
    assert again.status_code == 409
    assert "Choose what shall stand here." in words(again)
    assert 'href="#place-1"' in again.content.decode()
    assert now(page).number == 2


@pytest.mark.parametrize(
    "lie",
    [
        {"pick-1": "nobody"},
        {"conflict_places": "0" * 32, "pick-1": "mine"},
        {"base_revision": "2", "pick-1": "mine"},
        {"conflict_with": "99", "pick-1": "mine"},
        {"conflict_with": "x" * 99, "pick-1": "mine"},
        {"began_on": "99", "pick-1": "mine"},
        {"began_on": "x", "pick-1": "mine"},
    ],
)
def test_a_form_that_was_tampered_with_overwrites_nothing(bob, page, asked, lie):
    answer = bob.post(EDIT, form_of(asked) | lie)
    assert answer.status_code in (302, 409, 422)
    if answer.status_code == 302:
        assert "Wait a while." in now(page).body
    else:
        assert now(page).number == 2
        assert "Wait a while." in answer.content.decode()


def test_the_revision_remembers_where_its_writer_began_and_the_history_tells_it(bob, page, asked):
    saved = bob.post(EDIT, choose(asked, p1="mine"), follow=True)
    assert (now(page).number, page.current.base.number) == (3, 1)
    assert "merged with a change by Alice" in saved.content.decode()
    assert "merging revision 2 by Alice" in words(bob.get("/articles/pump/history/"))


def test_sent_twice_it_is_one_revision(bob, page, asked):
    for _ in range(2):
        assert bob.post(EDIT, choose(asked, p1="mine")).status_code == 302
    assert now(page).number == 3


def test_what_others_save_while_a_conflict_is_settled_is_merged_too(alice, bob, page, asked):
    revise(page, base=2, body=STEPS.replace("minute", "little").replace("Open", "Turn"), by=alice.user)
    bob.post(EDIT, choose(asked, p1="mine"))
    assert now(page).body == "Turn the valve.\n\nWait a while.\n\nShut the valve.\n"
    assert (page.current.number, page.current.base.number) == (4, 1)


def test_a_second_conflict_asks_again_and_keeps_what_was_settled(alice, bob, page, asked):
    revise(page, base=2, body=STEPS.replace("minute", "second"), by=alice.user)
    again = bob.post(EDIT, choose(asked, p1="mine"))
    assert again.status_code == 409
    for word in ("second", "little", "while"):
        assert f"<mark>{word}</mark>" in again.content.decode()
    bob.post(EDIT, choose(again, p1="mine"))
    assert now(page).body == "Open the valve.\n\nWait a while.\n\nShut the valve.\n"
    assert (page.current.number, page.current.base.number) == (4, 1)


def test_what_only_the_other_changed_beside_the_text_stays(alice, bob, page):
    revise(
        page,
        base=1,
        body=STEPS.replace("minute", "little"),
        tags=["water", "machines"],
        lede="New lede.",
        by=alice.user,
    )
    mine = change(page, STEPS.replace("minute", "while"), base=1, tags="water, mine", lede="It moves water.")
    bob.post(EDIT, choose(bob.post(EDIT, mine), p1="mine"))
    assert now(page).structure == {"lede": "New lede.", "tags": ["machines", "mine", "water"]}


@pytest.mark.parametrize(
    ("pick", "lede"), [("base", "It moves water."), ("theirs", "One."), ("mine", "Two."), ("own", "Three.")]
)
def test_a_sentence_that_both_changed_is_chosen_like_a_passage(alice, bob, page, pick, lede):
    revise(page, base=1, body=STEPS, lede="One.", by=alice.user)
    asked = bob.post(EDIT, change(page, STEPS, base=1, tags="water", lede="Two."))
    assert "In a sentence" in asked.content.decode()
    bob.post(EDIT, choose(asked, lede=pick) | ({"own-lede": "Three."} if pick == "own" else {}))
    assert now(page).structure["lede"] == lede


def test_two_new_titles_are_a_conflict_too(ada, bob, page):
    revise(page, base=1, body=STEPS, title="Water pump", by=ada.user)
    form = change(page, STEPS, base=1, tags="water", lede="It moves water.") | {"title": "Hand pump"}
    asked = bob.post("/articles/water-pump/edit/", form)
    assert asked.status_code == 409
    bob.post("/articles/water-pump/edit/", choose(asked, title="mine"))
    assert now(page).title == "Hand pump"


def test_of_two_windows_of_one_writer_neither_loses(bob, page):
    revise(page, base=1, body=STEPS.replace("Open", "Turn"), by=bob.user)
    saved = bob.post(EDIT, change(page, STEPS.replace("Close", "Shut"), base=1, tags="water"), follow=True)
    assert "merged with what you saved in another window" in saved.content.decode()


def test_a_page_that_is_in_the_archive_by_now_gives_the_text_back(bob, page):
    page.archived_at = page.changed_at
    page.save(update_fields=["archived_at"])
    answer = bob.post(EDIT, change(page, "My words."))
    assert answer.status_code in (403, 422)
    assert now(page).number == 1


@pytest.fixture
def large(alice, bob, monkeypatch):
    """Bob saved over a text on which Alice changed every line differently, 20,000 lines each.

    How long a text may take to render is tried elsewhere: here only merging is timed.
    """
    monkeypatch.setattr(clock, "BASE_SECONDS", 10)
    page = make_article("Pump", body="old\n" * 20_000)
    bob.post(EDIT, change(page, "theirs\n" * 20_000))
    return page, alice.post(EDIT, change(page, "mine\n" * 20_000, base=1))


def test_quite_different_long_texts_are_asked_about_within_bounds(alice, large):
    page, answer = large
    assert answer.status_code == 409
    assert len(answer.content) < 2_000_000
    started = time.thread_time()
    assert alice.post(EDIT, choose(answer, p1="mine")).status_code == 302
    assert time.thread_time() - started < 8
    assert now(page).body == "mine\n" * 20_000


def test_more_places_than_anybody_decides_one_by_one(alice, bob):
    lines = [f"line {n}\n\nThis stays as it is, number {n}.\n\n" for n in range(250)]
    page = make_article("Pump", body="".join(lines))
    bob.post(EDIT, change(page, "".join(line.replace("line", "row") for line in lines)))
    mine = "".join(line.replace("line", "verse") for line in lines)
    asked = alice.post(EDIT, change(page, mine, base=1))
    assert "150 more places" in words(asked)
    picks = {f"p{n}": "theirs" for n in range(1, 101)}
    alice.post(EDIT, choose(asked, **picks, rest="mine"))
    body = now(page).body
    assert (body.count("row "), body.count("verse ")) == (100, 150)
