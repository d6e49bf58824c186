"""Changing an article, alone and at the same time as somebody else."""

import re

import pytest

from tests.articles.writing import change
from tests.make import make_article, make_audience

pytestmark = pytest.mark.django_db

STEPS = "Open the valve.\n\nWait a minute.\n\nClose the valve.\n"


@pytest.fixture
def page(alice):
    return make_article("Pump", STEPS, by=alice.user, lede="It moves water.", tags=["water"])


def body_of(page):
    page.refresh_from_db()
    return page.current.body


def offered(response, name="body"):
    """Return what the answered form holds in its textarea."""
    form = response.content.decode().split("<form", 2)[-1]
    return re.search(rf'<textarea name="{name}"[^>]*>\n?(.*?)</textarea>', form, re.S)[1].replace(
        "&#x27;", "'"
    )


def test_the_form_holds_what_the_page_says(alice, page):
    form = alice.get("/articles/pump/edit/").content.decode()
    assert "Open the valve." in form
    assert 'name="base_revision" value="1"' in form
    assert 'value="It moves water."' in form
    assert 'value="water"' in form


def test_a_change_is_saved_with_its_summary(alice, page):
    form = change(page, "Open the tap.\n", summary="Say tap", minor="on")
    assert alice.post("/articles/pump/edit/", form)["Location"] == "/articles/pump/"
    assert body_of(page) == "Open the tap.\n"
    assert (page.current.number, page.current.summary, page.current.minor) == (2, "Say tap", True)


def test_fields_that_were_not_sent_stay_as_they_are(alice, page):
    alice.post("/articles/pump/edit/", {"body": "New.", "base_revision": 1})
    page.refresh_from_db()
    assert (page.title, page.lede) == ("Pump", "It moves water.")
    assert [tag.name for tag in page.tags.all()] == ["water"]


def test_a_form_without_a_text_does_not_empty_the_page(alice, page):
    assert alice.post("/articles/pump/edit/", {"title": "Pump", "base_revision": 1}).status_code == 422
    assert body_of(page) == STEPS


def test_saving_without_a_change_makes_no_revision(alice, page):
    response = alice.post("/articles/pump/edit/", change(page, STEPS, tags="water"), follow=True)
    assert "no revision was made" in response.content.decode()
    assert page.revisions.count() == 1


def test_a_double_submit_makes_one_revision(alice, page):
    for _ in range(2):
        assert alice.post("/articles/pump/edit/", change(page, "New.", key="a1")).status_code == 302
    assert page.revisions.count() == 2


def test_going_back_and_writing_on_with_the_same_form_loses_nothing(alice, page):
    alice.post("/articles/pump/edit/", change(page, STEPS + "\nOne more.\n", base=1, tags="water", key="a1"))
    alice.post("/articles/pump/edit/", change(page, "First.\n\n" + STEPS, base=1, tags="water", key="a1"))
    assert body_of(page) == "First.\n\n" + STEPS + "\nOne more.\n"


def test_a_reader_may_look_but_not_edit(carol, page):
    assert carol.get("/articles/pump/").status_code == 200
    assert carol.get("/articles/pump/edit/").status_code == 403
    assert carol.post("/articles/pump/edit/", change(page, "Mine.")).status_code == 403


def test_what_one_may_not_see_cannot_be_edited_either(mallory, alice):
    make_article("Merger", audience=make_audience("board", alice.user))
    slug = make_article("Merger plan", audience=make_audience("plan", alice.user)).slug
    assert alice.get(f"/articles/{slug}/edit/").status_code == 200
    assert mallory.get(f"/articles/{slug}/edit/").status_code == 404


def test_somebody_unknown_is_asked_to_sign_in_whether_the_page_exists_or_not(anonymous, page):
    for slug in ("pump", "nothing-here"):
        assert anonymous.get(f"/articles/{slug}/edit/")["Location"].startswith("/accounts/login/?next=")


def test_an_author_cannot_rename_and_keeps_the_text(alice, page):
    response = alice.post("/articles/pump/edit/", change(page, "A new text.") | {"title": "Fountain"})
    assert response.status_code == 422
    assert "Only an editor can rename a page." in response.content.decode()
    assert "A new text." in response.content.decode()
    assert body_of(page) == STEPS


def test_an_editor_renames_and_the_old_address_leads_on(bob, page):
    response = bob.post("/articles/pump/edit/", change(page, STEPS, tags="water") | {"title": "Water pump"})
    assert response["Location"] == "/articles/water-pump/"
    old = bob.get("/articles/pump/edit/")
    assert (old.status_code, old["Location"]) == (301, "/articles/water-pump/edit/")


def test_changes_in_different_paragraphs_merge_and_say_so(alice, bob, page):
    alice.post("/articles/pump/edit/", change(page, STEPS.replace("Open", "Turn on"), base=1, tags="water"))
    response = bob.post(
        "/articles/pump/edit/",
        change(page, STEPS.replace("Close", "Shut"), base=1, tags="water"),
        follow=True,
    )
    assert body_of(page) == "Turn on the valve.\n\nWait a minute.\n\nShut the valve.\n"
    assert "merged with a change by Alice" in response.content.decode()
    assert 'href="/articles/pump/compare/1..2/"' in response.content.decode()


@pytest.mark.parametrize("number", ["", "0", "-1", "99", "x", "9" * 30])
def test_a_base_that_does_not_exist_saves_nothing_and_keeps_the_text(alice, page, number):
    response = alice.post("/articles/pump/edit/", change(page, "My words.") | {"base_revision": number})
    assert response.status_code == 422
    assert "My words." in response.content.decode()
    assert body_of(page) == STEPS


def test_a_text_that_begins_with_empty_lines_comes_back_as_it_was(alice, page):
    response = alice.post("/articles/pump/edit/", change(page, "\n\n    code\n") | {"title": ""})
    assert "\n\n\n    code\n</textarea>" in response.content.decode()


def test_a_text_of_megabytes_comes_back_to_its_writer(alice, page):
    response = alice.post("/articles/pump/edit/", change(page, "word " * 800_000))
    assert response.status_code == 422
    assert "word word word" in offered(response)
    assert body_of(page) == STEPS
