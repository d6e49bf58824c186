"""A form that was open while its page was merged into another touches nothing there."""

import pytest

from kmsite.pages.models import Page
from kmsite.pages.places.merging import merge
from kmsite.pages.saving import editing
from tests.make import make_article


@pytest.fixture
def pump(alice):
    """A page that went on as another; both have two revisions."""
    pump, hall = (
        make_article("Pump", "One.\n", by=alice.user),
        make_article("Hall", "Stone.\n", by=alice.user),
    )
    for page in (pump, hall):
        editing.revise(page, base=1, body=page.current.body + "\nMore.\n", by=alice.user)
    merge(pump, into=hall, base=2, into_base=2, body="Stone.\n\nOf the hall.\n", tags=[], by=alice.user)
    return pump


def hall():
    return Page.objects.with_current().get(title="Hall")


def test_an_edit_of_the_page_that_ended_is_given_back(alice, pump):
    sent = {"title": "Pump", "body": "One.\n\nMore.\n\nMine.\n", "base_revision": "2", "key": "form-1"}
    answer = alice.post("/articles/pump/edit/", sent)
    assert answer.status_code == 409
    assert "Mine." in answer.text
    assert "/articles/hall/" in answer.text
    assert hall().current.body == "Stone.\n\nOf the hall.\n"


@pytest.mark.parametrize("tail", ["trash/", "archive/", "move/", "history/1/restore/"])
def test_no_deed_meant_for_it_hits_the_other_page(bob, pump, tail):
    answer = bob.post(f"/articles/pump/{tail}", {"seen": "0", "base_revision": "3"})
    assert answer.status_code == 409
    assert hall().is_live
    assert hall().archived_at is None
    assert hall().current.number == 3


def test_reading_it_leads_to_the_other_page(alice, pump):
    assert alice.get("/articles/pump/").headers["Location"] == "/articles/hall/"


def test_a_form_of_a_page_that_was_renamed_still_arrives(alice, bob):
    make_article("Pump", "One.\n", by=alice.user)
    bob.post("/articles/pump/edit/", {"title": "Engine", "body": "One.\n", "base_revision": "1"})
    answer = alice.post("/articles/pump/edit/", {"body": "One.\n\nTwo.\n", "base_revision": "1"})
    assert (answer.status_code, answer.headers["Location"]) == (308, "/articles/engine/edit/")


def test_an_edit_from_an_older_address_of_it_is_refused_too(alice, bob):
    pump = make_article("Pump", "One.\n", by=alice.user)
    house = make_article("Hall", "Stone.\n", by=alice.user)
    form = alice.get("/articles/pump/edit/").context["form"]
    bob.post("/articles/pump/edit/", {"title": "Engine", "body": "One.\n", "base_revision": "1"})
    pump = Page.objects.get(pk=pump.pk)
    merge(pump, into=house, base=2, into_base=1, body="Stone.\n\nOne.\n", tags=[], by=bob.user)
    sent = {"body": "One.\n\nMine.\n", "base_revision": "1", "of_page": form["of_page"].value()}
    there = alice.post("/articles/pump/edit/", sent).headers["Location"]
    answer = alice.post(there, sent)
    assert (there, answer.status_code) == ("/articles/hall/edit/", 422)
    assert "Mine." in answer.text
    assert "was merged into this one" in answer.text
    assert hall().current.body == "Stone.\n\nOne.\n"
