"""The gate of a closed wiki, old addresses, and the name of a request."""

import pytest
from django.test import Client

from kmsite.pages.saving import editing
from tests.make import make_article


@pytest.fixture
def pump(alice):
    return make_article(title="Pump", body="Text.", by=alice.user)


@pytest.mark.parametrize(
    "address", ["/", "/articles/pump/", "/articles/nothing/", "/nothing", "/articles/pump.md"]
)
def test_a_closed_wiki_sends_visitors_to_sign_in_whatever_they_ask_for(settings, anonymous, pump, address):
    settings.READING = "signed-in"
    answer = anonymous.get(address)
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/accounts/login/?next={address}"
    assert anonymous.post(address).status_code == 302


@pytest.mark.parametrize("address", ["/accounts/login/", "/robots.txt", "/favicon.svg", "/site.webmanifest"])
def test_a_closed_wiki_still_shows_the_way_in(settings, anonymous, address):
    settings.READING = "signed-in"
    assert anonymous.get(address, follow=True).status_code == 200


def test_a_closed_wiki_opens_to_who_signed_in(settings, carol, pump):
    settings.READING = "signed-in"
    assert carol.get("/articles/pump/").status_code == 200
    assert carol.get("/articles/nothing/").status_code == 404


@pytest.mark.parametrize("rest", ["", "history/", "links/"])
def test_an_old_address_leads_to_the_new_one(anonymous, alice, pump, rest):
    editing.revise(pump, base=1, title="Hand pump", body="Text.", by=alice.user)
    answer = anonymous.get(f"/articles/pump/{rest}?a=b")
    assert answer.status_code == 301
    assert answer.headers["Location"] == f"/articles/hand-pump/{rest}?a=b"
    assert anonymous.get("/articles/hand-pump/").status_code == 200


def test_a_text_sent_to_an_old_address_is_not_lost(alice, pump):
    editing.revise(pump, base=1, title="Hand pump", body="Text.", by=alice.user)
    answer = alice.post("/articles/pump/edit/", {"body": "Much work."})
    assert answer.status_code == 308
    assert answer.headers["Location"] == "/articles/hand-pump/edit/"


def test_a_request_keeps_the_name_that_the_proxy_gave(anonymous, pump):
    answer = anonymous.get("/articles/pump/", headers={"x-request-id": "abc-123"})
    assert answer.headers["X-Request-ID"] == "abc-123"


@pytest.mark.parametrize("given", ["", "a b", "x" * 65, "a\r\nSet-Cookie: b=c", "ä"])
def test_a_request_with_a_bad_name_gets_a_good_one(pump, given):
    answer = Client(headers={"x-request-id": given}).get("/articles/pump/")
    assert answer.headers["X-Request-ID"] != given
    assert len(answer.headers["X-Request-ID"]) == 32
