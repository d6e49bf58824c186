"""The history of an article: listing, comparing, looking back, restoring."""

import pytest

from kmsite.pages.saving.editing import revise
from tests.articles.writing import change
from tests.make import make_article, make_audience

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(alice, bob):
    """A page of three revisions: Alice began it, Bob changed it twice."""
    page = make_article("Pump", "Wait a minute.\n", by=alice.user, tags=["water"], summary="Begin")
    bob.post("/articles/pump/edit/", change(page, "Wait a while.\n", base=1, tags="water", summary="Longer"))
    bob.post(
        "/articles/pump/edit/",
        {"body": "Wait.\n", "base_revision": 2, "lede": "Patience.", "tags": "water, time", "minor": "on"},
    )
    page.refresh_from_db()
    return page


def test_the_history_lists_every_save_with_who_why_and_how_much(carol, page):
    shown = carol.get("/articles/pump/history/").content.decode()
    for part in ("Alice", "Bob", "Begin", "Longer", "minor", "+15", "-8", "-1", "compare/1..2/"):
        assert part in shown
    assert shown.count('type="radio"') == 6


def test_the_history_comes_in_pages_of_fifty(carol, page):
    for number in range(4, 60):
        page = change_to(page, f"Text {number}.\n")
    pages = walked(carol)
    assert [len(rows) for rows in pages] == [50, 9]
    assert [row.number for rows in pages for row in rows] == list(range(59, 0, -1))


def walked(reader, path="/articles/pump/history/"):
    """Return the rows of each page of a history, walked to its end by the link to what is older."""
    pages, position = [], ""
    while position is not None:
        part = reader.get(f"{path}{position}").context["slice"]
        pages.append(part.rows)
        position = part.older
    return pages


def change_to(page, body):
    return revise(page, base=page.current.number, body=body, by=page.current.by).page


def test_two_marks_lead_to_their_comparison(carol, page):
    assert carol.get("/articles/pump/compare/?a=1&b=3")["Location"] == "/articles/pump/compare/1..3/"
    assert carol.get("/articles/pump/compare/?a=x")["Location"] == "/articles/pump/history/"
    assert carol.get("/articles/pump/compare/3..1/")["Location"] == "/articles/pump/compare/1..3/"


@pytest.mark.parametrize("view", ["", "?view=side"])
def test_any_two_revisions_are_compared_word_by_word(carol, page, view):
    shown = carol.get(f"/articles/pump/compare/1..2/{view}").content.decode()
    assert "<del>minute</del>" in shown
    assert "<ins>while</ins>" in shown
    assert "compare/2..3/" in shown


def test_what_stands_beside_the_text_is_compared_too(carol, page):
    shown = carol.get("/articles/pump/compare/2..3/").content.decode()
    assert "Patience." in shown
    assert "<ins>time, </ins>" in shown or "time" in shown


def test_a_revision_compared_with_itself_says_so(carol, page):
    assert "one and the same revision" in carol.get("/articles/pump/compare/2..2/").content.decode()


def test_an_old_revision_says_that_there_is_a_newer_one(carol, page):
    old = carol.get("/articles/pump/history/1/").content.decode()
    assert "Wait a minute." in old
    assert "The current one is 3." in old
    assert "the current one" in carol.get("/articles/pump/history/3/").content.decode()


def test_an_author_restores_an_old_revision_as_a_new_one(alice, carol, page):
    asked = alice.get("/articles/pump/history/1/restore/").content.decode()
    assert "<ins>" in asked
    assert page.revisions.count() == 3
    form = {"base_revision": 3, "summary": "", "key": "k1"}
    assert alice.post("/articles/pump/history/1/restore/", form)["Location"] == "/articles/pump/"
    page.refresh_from_db()
    assert (page.current.number, page.current.body, page.lede) == (4, "Wait a minute.\n", "")
    assert page.current.summary == "Restore revision 1"
    assert carol.get("/articles/pump/history/1/restore/").status_code == 403


def test_restoring_waits_when_somebody_saved_meanwhile(alice, page):
    response = alice.post("/articles/pump/history/1/restore/", {"base_revision": 2})
    assert response.status_code == 409
    assert "Somebody saved this page meanwhile." in response.content.decode()
    assert 'value="3"' in response.content.decode()
    assert page.revisions.count() == 3


def test_an_author_who_restores_leaves_the_title_alone(alice, bob, page):
    bob.post("/articles/pump/edit/", {"title": "Water pump", "body": "Stop.\n", "base_revision": 3})
    alice.post("/articles/water-pump/history/1/restore/", {"base_revision": 4})
    page.refresh_from_db()
    assert (page.title, page.current.body) == ("Water pump", "Wait a minute.\n")


@pytest.mark.parametrize(
    "path", ["history/99/", "history/99/restore/", "compare/1..99/", f"compare/1..{'9' * 30}/", "history/0/"]
)
def test_a_revision_that_the_page_does_not_have_is_not_found(alice, page, path):
    make_article("Valve", by=alice.user)
    assert alice.get(f"/articles/pump/{path}").status_code == 404


@pytest.mark.parametrize(
    "path",
    ["history/", "history/1/", "compare/1..1/", "compare/?a=1&b=1", "links/", "history/1/restore/", "edit/"],
)
def test_what_one_may_not_see_answers_as_if_it_did_not_exist(mallory, alice, path):
    slug = make_article("Merger", by=alice.user, audience=make_audience("board", alice.user)).slug
    assert alice.get(f"/articles/{slug}/{path}").status_code in (200, 302)
    hidden, missing = mallory.get(f"/articles/{slug}/{path}"), mallory.get(f"/articles/nothing/{path}")
    assert hidden.status_code == missing.status_code == 404
    assert headers(hidden) == headers(missing)


def headers(response):
    return {name for name in response.headers if name != "Set-Cookie"}


def test_the_source_is_the_text_exactly(carol, alice):
    make_article("Pump", "# <b>Pump</b> & [[Valve]] ü\n", by=alice.user)
    response = carol.get("/articles/pump.md")
    assert response.content.decode() == "# <b>Pump</b> & [[Valve]] ü\n"
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("view", ["", "?view=side"])
def test_a_comparison_of_texts_without_a_line_in_common_says_how_much_it_leaves_out(carol, bob, page, view):
    revise(page, base=3, body="\n".join(f"line {n}" for n in range(2_500)), by=bob.user)
    shown = carol.get(f"/articles/pump/compare/1..4/{view}").content.decode()
    assert "more lines are not shown here" in shown
    assert "line 1900" in shown
    assert "line 2100" not in shown
