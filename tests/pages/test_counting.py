"""What leaves no deed is counted for a while: reached exactly at its number, lifted after its time."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.db.models import F
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kmsite.management.housekeeping import forget_tallies
from kmsite.pages.counts.counting import refuse_too_much
from kmsite.pages.counts.pacing import TooFast
from kmsite.pages.models import Tally
from tests.make import make_article, make_discussion
from tests.pages.test_at_once import at_once, kinds
from tests.people import make_user

pytestmark = pytest.mark.django_db

SEARCH = "/search/?q=pump"
FETCH = {"X-Requested-With": "fetch"}


@pytest.fixture(autouse=True)
def small_figures(settings):
    settings.LIMITS = {
        "search": {"new": (2, 60), "user": (4, 60)},
        "similar": {"new": (1, 60)},
        "preview": {"new": (1, 60)},
        "bytes": {"new": (1000, 3600)},
    }


def pass_by(seconds):
    Tally.objects.update(since=F("since") - timedelta(seconds=seconds))


def statuses(count, person, address=SEARCH):
    return [person.get(address).status_code for _time in range(count)]


def test_a_search_too_many_is_refused_with_the_time_to_wait_and_works_again_then(carol):
    first = carol.get(SEARCH)
    assert (first.status_code, first.headers["RateLimit-Remaining"]) == (200, "1")
    assert "Retry-After" not in first.headers
    carol.get(SEARCH)
    pass_by(20)
    refused = carol.get(SEARCH)
    assert refused.status_code == 429
    wait = refused.headers["Retry-After"]
    assert 30 <= int(wait) <= 40
    assert refused.headers["RateLimit-Reset"] == wait
    assert refused.headers["RateLimit-Policy"] == "2;w=60"
    assert refused.headers["RateLimit-Remaining"] == "0"
    assert f"Wait {wait} seconds, then try again." in refused.text
    assert 'href="/search/?q=pump"' in refused.text
    pass_by(41)
    assert statuses(3, carol) == [200, 200, 429]


def test_whoever_has_been_here_for_a_day_may_do_more_and_an_editor_anything(carol, bob):
    carol.user.date_joined -= timedelta(days=2)
    carol.user.save()
    assert statuses(5, carol) == [200] * 4 + [429]
    assert statuses(5, bob) == [200] * 5


def test_the_limit_of_one_reader_is_not_that_of_another(carol, alice):
    assert statuses(3, carol) == [200, 200, 429]
    assert statuses(1, alice) == [200]


def test_strangers_share_the_limit_of_their_address_and_readers_who_signed_in_do_not(carol):
    here, there = (Client(REMOTE_ADDR=address) for address in ("192.0.2.1", "192.0.2.2"))
    assert statuses(2, here) + statuses(1, Client(REMOTE_ADDR="192.0.2.1")) == [200, 200, 429]
    assert statuses(1, there) + statuses(1, carol) == [200, 200]


def test_a_household_with_many_addresses_is_one(db):
    addresses = ["2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:2::77", "2001:db8:1:3::1"]
    said = [Client(REMOTE_ADDR=address).get(SEARCH).status_code for address in addresses]
    assert said == [200, 200, 429, 200]


@pytest.mark.parametrize(("proxies", "forged"), [(0, "203.0.113.{}"), (1, "203.0.113.{}, 192.0.2.7")])
def test_a_stranger_cannot_forge_a_fresh_address(db, settings, proxies, forged):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    said = [
        Client(headers={"X-Forwarded-For": forged.format(number)}).get(SEARCH).status_code
        for number in range(3)
    ]
    assert said == [200, 200, 429]


def test_behind_a_proxy_two_strangers_are_told_apart(db, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for address in ("192.0.2.7", "192.0.2.8"):
        assert statuses(2, Client(headers={"X-Forwarded-For": address})) == [200, 200]


def test_a_search_is_counted_in_one_statement_and_reading_in_none(anonymous, settings):
    make_article("Pump", "How the pump works.")
    anonymous.get(SEARCH)

    def asked(address):
        with CaptureQueriesContext(connection) as said:
            anonymous.get(address)
        return [one["sql"] for one in said]

    assert len([sql for sql in asked(SEARCH) if "pages_tally" in sql]) == 1
    assert not any("pages_tally" in sql for sql in asked("/articles/pump/"))
    assert not any("pages_tally" in sql for sql in asked("/search/"))


def test_nothing_tells_who_searched_or_for_what(anonymous, carol):
    anonymous.get("/search/?q=burnout")
    carol.get("/search/?q=burnout")
    rows = list(Tally.objects.values())
    assert len({row["who"] for row in rows}) == 2
    for row in rows:
        assert set(row) == {"who", "action", "since", "number"}
        assert re.fullmatch(r"[0-9a-f]{32}", row["who"])
        assert (row["action"], row["number"]) == ("search", 1)


def test_what_no_limit_looks_at_any_more_is_forgotten(carol, alice):
    carol.get(SEARCH)
    pass_by(3601)
    alice.get(SEARCH)
    forget_tallies()
    assert Tally.objects.count() == 1


@pytest.mark.parametrize("way", ["preview", "changes"])
def test_a_preview_too_many_says_so_in_its_place_and_keeps_the_text(alice, way):
    sent = {"title": "Pump", "body": "Words worth keeping.", "key": "k"}
    assert alice.post(f"/editor/{way}/", sent, headers=FETCH).status_code == 200
    by_script = alice.post(f"/editor/{way}/", sent, headers=FETCH)
    assert by_script.status_code == 429
    assert 1 <= int(by_script.headers["Retry-After"]) <= 60
    assert by_script.text.strip().startswith('<p class="banner warn">That was quick')
    page = alice.post(f"/editor/{way}/", sent)
    assert page.status_code == 429
    assert "Words worth keeping." in page.text
    assert "That was quick" in page.text


def test_previews_of_questions_comments_and_terms_are_counted_together(alice):
    pump, question = make_article("Pump"), make_discussion(by=alice.user)
    assert alice.post("/terms/preview/", {"title": "Fable", "key": "k"}, headers=FETCH).status_code == 200
    for address, sent in {
        "/terms/preview/": {"title": "Fable", "entry_house_text": "Kept words."},
        f"/discussions/preview/?page={question.slug}": {"title": "How?", "body": "Kept words."},
        f"{pump.get_absolute_url()}comments/": {"body": "Kept words.", "preview": "yes"},
    }.items():
        refused = alice.post(address, {**sent, "key": "k"})
        assert (refused.status_code, "Kept words." in refused.text) == (429, True), address
        assert "That was quick" in refused.text, address


def test_what_is_like_a_question_is_looked_up_only_so_often(carol):
    assert statuses(2, carol, "/discussions/similar/?q=How+do+we") == [200, 429]


def test_megabytes_are_counted_and_a_file_that_alone_is_too_much_is_told_so(alice):
    here = f"{make_article('Pump').get_absolute_url()}files/"

    def add(name, size):
        content = name.encode().ljust(size, b".")
        return alice.post(here, {"file": SimpleUploadedFile(name, content), "description": "A note"})

    assert add("one.txt", 700).status_code == 302
    refused = add("two.txt", 301)
    assert refused.status_code == 429
    assert "These are more megabytes than you may add in an hour. Wait 60 minutes" in refused.text
    assert add("three.txt", 300).status_code == 302
    pass_by(3601)
    alone = add("four.txt", 1001)
    assert (alone.status_code, "You may add at most" in alone.text) == (422, True)
    assert add("five.txt", 1000).status_code == 302


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_forty_at_one_moment_never_pass_more_than_the_limit(settings):
    settings.LIMITS = {"search": {"new": (15, 60)}}
    carol = make_user("carol")
    assert kinds(at_once(lambda _n: refuse_too_much(carol, "search", 1), 40)) == {
        "NoneType": 15,
        TooFast.__name__: 25,
    }
    assert Tally.objects.get().number == 15
