"""The trash as people meet it: asking first, looking into it, bringing back."""

import pytest

from kmsite.attachments.attaching import attach
from kmsite.pages.endings import trashing
from kmsite.pages.models import Page
from kmsite.pages.readers.audiences import set_audience
from kmsite.pages.saving import editing
from tests.make import make_article, make_audience
from tests.people import Person, make_user


@pytest.fixture
def pump(db, alice):
    hall = make_article("Hall", "See [[Pump]].")
    pump = make_article("Pump", "Moves **water**.", parent=hall, by=alice.user)
    make_article("Valve", "Opens.", parent=pump)
    return pump


def put_away(person, slug="pump"):
    page = Page.objects.get(slug=slug)
    below = page.children.live().count()
    return person.post(f"/articles/{slug}/trash/", {"seen": f"{page.current.number}~{below}"}, follow=True)


def batch_of(page):
    page.refresh_from_db()
    return page.trash


def test_before_a_page_goes_it_is_said_what_goes_along(bob, pump):
    asked = bob.get("/articles/pump/trash/").text
    assert "One page below it goes with it" in asked
    assert "Valve" in asked
    assert "One other page links here" in asked
    assert "For 30 days" in asked


def test_what_is_hidden_is_neither_counted_nor_named(bob, pump):
    set_audience(Page.objects.get(title="Valve"), make_audience("Board"))
    asked = bob.get("/articles/pump/trash/").text
    assert "below it goes" not in asked
    assert "Valve" not in asked


def test_nothing_goes_when_something_changed_since_it_was_asked(bob, pump):
    editing.revise(pump, base=1, body="New.", by=None)
    answer = bob.post("/articles/pump/trash/", {"seen": "1~1"})
    assert answer.status_code == 409
    assert "Somebody changed something meanwhile" in answer.text
    assert Page.objects.trashed().count() == 0


def test_a_page_in_the_trash_is_nowhere(bob, carol, pump):
    file = attach(pump, name="notes.txt", content=b"x", by=bob.user)
    old = editing.revise(pump, base=1, title="Great pump", body="Moves.", by=bob.user).page
    answer = put_away(bob, old.slug)
    assert "“Great pump” is in the trash." in answer.text
    tails = ("", "history/", "history/1/", "compare/1..2/", "edit/", "links/", "files/", "trash/")
    for address in (f"/articles/{old.slug}/", "/articles/pump/", "/articles/valve/"):
        assert {tail: bob.get(f"{address}{tail}").status_code for tail in tails} == dict.fromkeys(tails, 404)
        assert carol.get(f"{address[:-1]}.md").status_code == 404
        assert carol.get(f"{address[:-1]}.atom").status_code == 404
    assert carol.get(file.get_absolute_url()).status_code == 404
    assert carol.get(f"/p/{pump.pk}/").status_code == 404
    for address in ("/", "/articles/", "/changes/", "/changes.atom", "/suggest/?q=great", "/people/alice/"):
        assert "reat pump" not in carol.get(address).text.replace("“Great pump” is", ""), address
    assert "0 pages" not in carol.get("/search/?q=great").text
    assert "Nothing found" in carol.get("/search/?q=great").text
    assert (
        "wanted" in carol.get("/articles/hall/").text
        or "new/?title=Pump" in carol.get("/articles/hall/").text
    )


def test_the_trash_lists_what_one_may_read(bob, pump):
    secret = make_article("Secret", audience=make_audience("Board"))
    trashing.trash([secret], by=None)
    put_away(bob)
    listed = bob.get("/trash/").text
    assert "Pump" in listed
    assert "with one page below it" in listed
    assert "by" in listed
    assert "Secret" not in listed
    for tail in ("", "restore/"):
        assert bob.get(f"/trash/{batch_of(secret)}/{tail}").status_code == 404
    assert bob.post(f"/trash/{batch_of(secret)}/restore/").status_code == 404


def test_one_looks_into_a_page_before_bringing_it_back(bob, pump):
    put_away(bob)
    shown = bob.get(f"/trash/{batch_of(pump)}/").text
    assert "<strong>water</strong>" in shown
    assert "Valve" in shown
    valve = Page.objects.get(title="Valve")
    assert "Opens." in bob.get(f"/trash/{batch_of(pump)}/?page={valve.pk}").text


def test_a_page_comes_back(bob, pump):
    put_away(bob)
    batch = batch_of(pump)
    assert "comes back below" in bob.get(f"/trash/{batch}/restore/").text
    answer = bob.post(f"/trash/{batch}/restore/", follow=True)
    assert answer.redirect_chain == [("/articles/pump/", 302)]
    assert "“Pump” is back." in answer.text
    assert bob.get(f"/trash/{batch}/restore/").status_code == 404


def test_it_is_said_that_a_page_is_elsewhere_now(bob, pump):
    put_away(bob, "valve")
    put_away(bob)
    batch = batch_of(Page.objects.get(title="Valve"))
    assert "no longer there to take it" in bob.get(f"/trash/{batch}/restore/").text
    assert "“Valve” is now below “Hall”." in bob.post(f"/trash/{batch}/restore/", follow=True).text


def test_a_taken_title_is_asked_for_anew(bob, pump):
    put_away(bob)
    batch = batch_of(pump)
    make_article("Pump", parent=pump.parent)
    asked = bob.post(f"/trash/{batch}/restore/")
    assert asked.status_code == 409
    assert "New title for" in asked.text
    answer = bob.post(f"/trash/{batch}/restore/", {f"title_{pump.pk}": "Old pump"}, follow=True)
    assert answer.redirect_chain == [("/articles/old-pump/", 302)]


def test_authors_neither_trash_nor_restore(alice, bob, pump):
    assert alice.get("/articles/pump/trash/").status_code == 403
    put_away(bob)
    assert alice.get("/trash/").status_code == 403
    assert alice.post(f"/trash/{batch_of(pump)}/restore/").status_code == 403


def test_members_of_an_audience_find_their_page_in_the_trash(pump):
    dora = Person(make_user("dora", "editor"))
    plan = make_article("Plan", audience=make_audience("Board", dora.user))
    trashing.trash([plan], by=dora.user)
    assert "Plan" in dora.get("/trash/").text


def test_an_empty_trash_says_so(bob):
    assert "The trash is empty" in bob.get("/trash/").text


def test_a_site_that_keeps_its_trash_says_so(bob, pump, settings):
    settings.TRASH_DAYS = 0
    assert "until an administrator deletes it" in bob.get("/articles/pump/trash/").text
    put_away(bob)
    assert "deleted for good <" not in bob.get("/trash/").text
