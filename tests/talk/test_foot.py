"""What stands at the foot of articles and terms: the same for all, and at once."""

import pytest

from kmsite.pages.endings import archiving
from kmsite.talk import commenting
from tests.make import make_article, make_term

pytestmark = pytest.mark.django_db


@pytest.fixture
def pump(alice):
    return make_article("Pump", by=alice.user)


def test_a_page_shows_its_latest_open_threads_and_how_many_there_are(carol, anonymous, pump):
    said = [commenting.comment(pump, body=f"Number *{n}*.", by=carol.user) for n in range(5)]
    commenting.comment(pump, body="Yes.", by=carol.user, thread=said[4])
    page = anonymous.get("/articles/pump/").text
    assert "Number 4." in page
    assert "one reply" in page
    assert "Number 1." not in page
    assert "All 5 open threads" in page
    assert "<form" not in page.split('id="comments"')[1].split("</section>")[0]


def test_whatever_changes_shows_at_once(alice, bob, carol, pump):
    said = commenting.comment(pump, body="Frist.", by=carol.user)
    assert "Frist." in bob.get("/articles/pump/").text
    commenting.edit(said, body="First.", base=1, by=carol.user)
    assert "First." in bob.get("/articles/pump/").text
    commenting.resolve(said, by=carol.user)
    assert "First." not in bob.get("/articles/pump/").text
    commenting.reopen(said, by=carol.user)
    carol.post("/me/settings/", {"name": "Caroline", "theme": "auto", "text_size": "normal", "time_zone": ""})
    assert "Caroline" in bob.get("/articles/pump/").text
    commenting.delete(said, by=carol.user)
    assert "First." not in bob.get("/articles/pump/").text


def test_a_term_shows_them_too(anonymous, carol, cleo):
    commenting.comment(make_term("Peer assist", by=cleo.user), body="Who says so?", by=carol.user)
    assert "Who says so?" in anonymous.get("/glossary/peer-assist/").text


def test_nobody_is_asked_to_comment_in_the_archive(ada, carol, pump):
    archiving.archive(pump, by=ada.user)
    assert "All comments" in carol.get("/articles/pump/").text


def test_the_bell_counts_what_is_new_on_every_page_and_at_once(alice, carol, pump):
    page = carol.get("/articles/pump/")
    assert 'aria-label="Notices"' in page.text
    commenting.comment(pump, body="@carol?", by=alice.user)
    now = carol.get("/articles/pump/", headers={"if-none-match": page.headers["ETag"]})
    assert now.status_code == 200
    assert "Notices: one is new" in now.text
    assert "Notices: one is new" in carol.get("/changes/").text
    carol.post("/me/notices/")
    assert 'aria-label="Notices"' in carol.get("/articles/pump/").text
