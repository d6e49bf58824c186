"""The archive as people meet it: readable with a banner, unchangeable, out of ordinary search."""

import pytest

from kmsite.pages.endings import archiving
from kmsite.pages.models import Page
from kmsite.pages.saving import editing
from tests.make import make_article


@pytest.fixture
def pump(db, alice):
    hall = make_article("Hall", "See [[Pump]].")
    pump = make_article("Pump", "Moves water.", parent=hall, by=alice.user, tags=["Water"])
    make_article("Valve", "Opens for water.", parent=pump)
    make_article("Guide", "See [[Pump]].")
    return pump


@pytest.fixture
def archived(pump, bob):
    archiving.archive(pump, by=bob.user)
    return pump


def test_an_editor_is_asked_and_archives(bob, pump):
    asked = bob.get("/articles/pump/archive/").text
    assert "One page below it goes with it." in asked
    assert bob.post("/articles/pump/archive/", {"seen": "7"}).status_code == 409
    answer = bob.post("/articles/pump/archive/", {"seen": "1"}, follow=True)
    assert "“Pump” is in the archive." in answer.text
    assert Page.objects.archived().count() == 2


def test_everybody_reads_it_with_a_banner(anonymous, carol, archived):
    for reader in (anonymous, carol):
        for slug in ("pump", "valve"):
            shown = reader.get(f"/articles/{slug}/")
            assert shown.status_code == 200
            assert "This page has been in the archive since" in shown.text
            assert "Bob" in shown.text
            assert '<meta name="robots" content="noindex">' in shown.text
    assert "in the archive since" not in anonymous.get("/articles/hall/").text


def test_the_banner_comes_and_goes_with_the_next_view(anonymous, pump):
    assert "in the archive since" not in anonymous.get("/articles/pump/").text
    archiving.archive(pump, by=None)
    assert "in the archive since" in anonymous.get("/articles/pump/").text
    archiving.unarchive(pump, by=None)
    assert "in the archive since" not in anonymous.get("/articles/pump/").text


def test_nobody_can_change_it(alice, bob, archived):
    assert 'href="edit/"' not in alice.get("/articles/pump/").text
    refused = alice.get("/articles/pump/edit/")
    assert refused.status_code == 409
    assert "can no longer be changed" in refused.text
    assert "An editor can take it out" in refused.text
    assert "Take it out of the archive" in bob.get("/articles/pump/edit/").text
    sent = alice.post("/articles/pump/edit/", {"title": "Pump", "body": "Mine.", "base_revision": "1"})
    assert sent.status_code == 422
    assert "is in the archive and can no longer be changed" in sent.text
    assert "Mine." in sent.text
    below = alice.post("/new/", {"title": "Tap", "body": "Text.", "parent": "pump"})
    assert "is in the archive and can no longer be changed" in below.text
    assert not Page.objects.filter(title="Tap").exists()


def test_search_leaves_it_out_and_offers_it(carol, archived):
    nothing = carol.get("/search/?q=water").text
    assert "Nothing found" in nothing
    assert "2 pages of the archive answer" in nothing
    also = carol.get("/search/?q=water&archive=1").text
    assert ">2 results</p>" in also
    assert "/articles/pump/" in also
    assert also.count('class="chip archived"') == 2
    assert "pages of the archive" not in carol.get("/search/?q=nonsense").text


def test_search_counts_rightly_with_and_without_it(carol, archived):
    make_article("River", "Water.")
    assert ">1 result</p>" in carol.get("/search/?q=water").text
    assert ">3 results</p>" in carol.get("/search/?q=water&archive=1").text


def test_suggestions_leave_it_out(carol, archived):
    assert carol.get("/suggest/?q=pum").json() == {"items": []}
    assert "Did you mean" not in carol.get("/search/?q=pumps").text


def test_lists_mark_it(carol, archived):
    for address in ("/articles/", "/articles/?view=changes", "/tags/water/", "/articles/hall/"):
        assert "in the archive</span>" in carol.get(address).text, address
    archiving.archive(Page.objects.get(title="Guide"), by=None)
    assert "in the archive</span>" in carol.get("/articles/pump/links/").text


def test_it_comes_out_again(bob, archived):
    asked = bob.get("/articles/pump/unarchive/").text
    assert "One page below, which went there with it, comes out too." in asked
    answer = bob.post("/articles/pump/unarchive/", {"seen": "1"}, follow=True)
    assert "“Pump” is out of the archive." in answer.text
    assert Page.objects.archived().count() == 0


def test_a_page_below_is_led_to_the_one_above(bob, archived):
    asked = bob.get("/articles/valve/unarchive/").text
    assert "cannot come out of the archive alone" in asked
    assert "/articles/pump/" in asked


def test_archiving_what_is_archived_says_so(bob, archived):
    assert "This page is in the archive already." in bob.get("/articles/pump/archive/", follow=True).text


def test_authors_do_not_archive(alice, pump):
    assert alice.get("/articles/pump/archive/").status_code == 403
    assert alice.post("/articles/pump/archive/", {"seen": "1"}).status_code == 403


def test_a_new_name_of_who_archived_it_shows_at_once(bob, carol, archived):
    assert "Bob" in carol.get("/articles/valve/").text
    bob.post("/me/settings/", {"name": "Robert", "theme": "auto", "text_size": "normal", "time_zone": ""})
    assert "Robert" in carol.get("/articles/valve/").text


def test_a_restored_page_stays_in_the_archive(bob, archived):
    page = Page.objects.get(title="Valve")
    bob.post("/articles/valve/trash/", {"seen": "1~0"})
    page.refresh_from_db()
    bob.post(f"/trash/{page.trash}/restore/")
    page.refresh_from_db()
    assert (page.is_live, page.parent.title, bool(page.archived_at)) == (True, "Pump", True)


def test_nothing_that_would_change_it_is_offered(bob, archived):
    editing.revise(Page.objects.get(slug="hall"), base=1, body="New.", by=bob.user)
    assert "/undo/" in bob.get("/articles/hall/history/").text
    assert "/undo/" not in bob.get("/articles/pump/history/").text
    assert "/relink/" not in bob.get("/articles/pump/links/").text
