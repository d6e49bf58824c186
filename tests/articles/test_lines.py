"""Who wrote each line of an article."""

import re

import pytest

from kmsite.pages.saving.editing import restore, revise
from kmsite.pages.told import attributing
from tests.make import make_article, make_audience

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(alice, bob):
    """A page of two lines by Alice, between which Bob wrote one."""
    page = make_article("Pump", "First.\n\nLast.\n", by=alice.user, summary="Begin")
    return revise(page, base=1, body="First.\n\nMiddle.\n\nLast.\n", by=bob.user, summary="Say more").page


def runs(reader, path="/articles/pump/lines/"):
    """Return (revision, writer, lines) of each run, as a person sees them."""
    found = reader.get(path).context["attributed"].runs
    return [(run.revision and (run.revision.number, str(run.revision.by))) for run in found]


def test_each_line_stands_beside_its_writer_revision_and_reason(carol, page):
    shown = carol.get("/articles/pump/lines/").content.decode()
    for part in ("Alice", "Bob", "history/1/", "history/2/", "Begin", "Say more", "Middle."):
        assert part in shown
    assert runs(carol) == [(1, "Alice"), (2, "Bob"), (1, "Alice")]
    assert re.findall(r'class="said" start="(\d+)"', shown) == ["1", "3", "5"]


def test_an_old_revision_shows_its_own_lines(carol, page):
    assert runs(carol, "/articles/pump/history/1/lines/") == [(1, "Alice")]
    shown = carol.get("/articles/pump/history/1/lines/").content.decode()
    assert "Middle." not in shown
    assert "Lines of the current revision" in shown


def test_a_restored_text_is_its_writers_again(carol, ada, page):
    revise(page, base=2, body="Nothing.\n", by=ada.user)
    restore(page, number=2, base=3, by=ada.user)
    assert runs(carol) == [(1, "Alice"), (2, "Bob"), (1, "Alice")]


def test_a_merge_leaves_each_line_to_its_writer(carol, alice, bob):
    page = make_article("Pump", "One.\n\nTwo.\n\nThree.\n", by=None)
    revise(page, base=1, body="First.\n\nTwo.\n\nThree.\n", by=alice.user)
    saved = revise(page, base=1, body="One.\n\nTwo.\n\nThird.\n", by=bob.user)
    assert saved.outcome == "merged"
    assert runs(carol) == [(2, "Alice"), (1, "None"), (3, "Bob")]


def test_what_the_site_wrote_is_the_sites(carol, settings):
    settings.SITE_NAME = "Our wiki"
    make_article("Pump", "Imported.\n", by=None)
    assert "<bdi>Our wiki</bdi>" in carol.get("/articles/pump/lines/").content.decode()


def test_lines_are_shown_as_text(carol, alice):
    make_article("Pump", "<script>alert(1)</script>\n", by=alice.user, summary="<b>bold</b>")
    shown = carol.get("/articles/pump/lines/").content.decode()
    assert "<script>alert(1)" not in shown
    assert "&lt;script&gt;alert(1)" in shown
    assert "<b>bold" not in shown


def test_a_page_without_text_says_so(carol, alice):
    make_article("Pump", "", by=alice.user)
    assert "This revision has no text." in carol.get("/articles/pump/lines/").content.decode()


def test_a_history_too_long_for_one_look_says_where_it_ended(carol, alice, bob, page, monkeypatch):
    monkeypatch.setattr(attributing, "MOST_BYTES", 30)
    revise(page, base=2, body="First.\n\nMiddle.\n\nLast.\nEnd.\n", by=alice.user)
    shown = carol.get("/articles/pump/lines/").content.decode()
    assert "Some lines were written before revision 2." in shown
    assert 'href="/articles/pump/history/2/lines/"' in shown
    assert runs(carol) == [None, (3, "Alice")]


def test_a_long_text_comes_in_screens(carol, alice):
    make_article("Pump", "".join(f"Line {number}.\n" for number in range(1, 2_101)), by=alice.user)
    first = carol.get("/articles/pump/lines/").content.decode()
    assert "Line 1000." in first
    assert "Line 1001." not in first
    assert 'href="?from=1001"' in first
    last = carol.get("/articles/pump/lines/?from=2001").content.decode()
    assert "Line 2100." in last
    assert 'href="?from=1001"' in last
    assert "?from=3001" not in last


@pytest.mark.parametrize("odd", ["0", "-1", "x", "9" * 40, "²", "99"])
def test_an_odd_line_number_is_never_an_error(carol, page, odd):
    assert carol.get("/articles/pump/lines/", {"from": odd}).status_code == 200


def test_a_revision_that_is_not_there_has_no_lines(carol, page):
    assert carol.get("/articles/pump/history/9/lines/").status_code == 404
    assert carol.get("/articles/pump/history/0/lines/").status_code == 404


def test_lines_of_a_page_one_may_not_see_do_not_exist(alice, mallory):
    slug = make_article("Merger", audience=make_audience("Board", alice.user), by=alice.user).slug
    for tail in ("lines/", "history/1/lines/"):
        assert alice.get(f"/articles/{slug}/{tail}").status_code == 200
        assert mallory.get(f"/articles/{slug}/{tail}").status_code == 404


def test_lines_cost_the_same_with_ten_times_the_revisions(carol, bob, page, django_assert_max_num_queries):
    def write(count):
        for _ in range(count):
            number = page.revisions.count()
            revise(page, base=number, body=f"{page.current.body}Line {number}.\n", by=bob.user)
            page.refresh_from_db()

    write(4)
    with django_assert_max_num_queries(9) as few:
        carol.get("/articles/pump/lines/")
    write(40)
    with django_assert_max_num_queries(9) as many:
        carol.get("/articles/pump/lines/")
    assert len(many) == len(few)
