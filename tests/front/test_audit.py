"""The audit log: administrators read every deed, and no title that they may not see."""

import csv
import io
import re
from datetime import timedelta

import pytest
from django.utils import timezone

from kmsite.pages.deeds.verbs import Verb
from kmsite.pages.models import LedgerEntry
from kmsite.pages.readers import membership
from kmsite.pages.told import auditing, ledger
from kmsite.talk import moderating
from tests.make import make_article, make_audience, make_community

pytestmark = pytest.mark.django_db


def told(person, query=""):
    return [re.sub(r"<[^>]*>", "", deed.sentence) for deed in person.get(f"/audit/{query}").context["deeds"]]


def table(person, query=""):
    sent = b"".join(person.get(f"/audit.csv{query}").streaming_content).decode()
    assert sent.startswith("\ufeff")
    return list(csv.reader(io.StringIO(sent[1:])))


def test_nobody_but_administrators_reads_the_log(bob, cleo, carol, anonymous, ada):
    for address in ("/audit/", "/audit.csv"):
        assert [person.get(address).status_code for person in (bob, cleo, carol)] == [403, 403, 403]
        assert anonymous.get(address).status_code == 302
        assert ada.get(address).status_code == 200


def test_ada_reads_what_was_done_with_and_without_a_page(ada, alice, bob, carol):
    page = make_article("Pump", by=alice.user)
    board = membership.make_audience("Board", by=bob.user)
    membership.add_member(board, carol.user, by=bob.user)
    moderating.report(page, reason="wrong", words="Secret words.", by=carol.user)
    assert told(ada) == [
        "Carol reported Pump.",
        "Bob added Carol to Board.",
        "Bob made Board, an audience.",
        "Alice wrote Pump.",
    ]
    assert "Secret words" not in ada.get("/audit/").content.decode()


def test_a_title_that_ada_may_not_see_is_left_out_everywhere(ada, alice, bob):
    board = make_audience("Board", alice.user, bob.user)
    secret = make_article("Merger", audience=board, by=alice.user)
    hall = make_article("Hall", by=alice.user)
    ledger.record(Verb.MOVED, hall, bob.user, **{"from": secret.pk, "to": None})
    ledger.record(Verb.FILE_ADDED, secret, bob.user, file=1, name="merger-plan.pdf")
    ledger.record(Verb.SECRET_REMOVED, secret, bob.user, revisions=[1], why="Named Merger partners")
    make_community("Hidden guild", by=alice.user, visibility="private")
    sentences = told(ada)
    assert "Bob removed a secret from the history of a page you may not see." in sentences
    assert "Bob added a file to a page you may not see." in sentences
    assert "Bob moved Hall from another page to the top." in sentences
    assert "Alice wrote a page you may not see." in sentences
    everything = ada.get("/audit/").content.decode() + str(table(ada))
    for word in ("Merger", "merger", "Hidden guild"):
        assert word not in everything
    assert "Hall" in everything


def test_the_address_narrows_by_person_deed_page_and_days(ada, alice, bob):
    old = timezone.now() - timedelta(days=10)
    make_article("Old", by=alice.user, at=old)
    pump = make_article("Pump", by=alice.user)
    ledger.record(Verb.ARCHIVED, pump, bob.user)
    day, before = f"{timezone.localdate():%Y-%m-%d}", f"{timezone.localtime(old):%Y-%m-%d}"
    assert told(ada, "?person=bob") == ["Bob put Pump into the archive."]
    assert told(ada, "?deed=archived") == ["Bob put Pump into the archive."]
    assert told(ada, "?deed=writing&person=alice") == ["Alice wrote Pump.", "Alice wrote Old."]
    assert told(ada, "?page=/articles/pump/") == told(ada, f"?page=/p/{pump.pk}/")
    assert len(told(ada, "?page=http://testserver/articles/pump/history/")) == 2
    assert told(ada, f"?since={day}&person=alice") == ["Alice wrote Pump."]
    assert told(ada, f"?since={before}&until={before}") == ["Alice wrote Old."]
    assert [row[3] for row in table(ada, "?person=bob")[1:]] == ["Bob put Pump into the archive."]


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("?person=nobody", "There is nobody of this username."),
        ("?person=%00", "Null characters are not allowed."),
        ("?page=/articles/merger/", "There is no page with this address."),
        ("?page=/articles/never/", "There is no page with this address."),
        ("?page=/p/99999999999999999999/", "There is no page with this address."),
        ("?page=nonsense", "There is no page with this address."),
        ("?since=2026-02-31", "Enter a valid date."),
        ("?until=9999-12-31", "less than or equal"),
        ("?deed=nothing", "not one of the available choices"),
    ],
)
def test_what_cannot_be_asked_is_said_beside_its_field(ada, alice, query, says):
    make_article("Merger", audience=make_audience("Board", alice.user), by=alice.user)
    shown = ada.get(f"/audit/{query}")
    assert (shown.status_code, shown.context["deeds"]) == (422, [])
    assert says in shown.content.decode()


def test_no_cell_of_the_table_is_a_formula(ada, alice):
    alice.user.name = "=1+1"
    alice.user.save(update_fields=["name"])
    make_article("Pump", by=alice.user)
    assert all(not cell.startswith(("=", "+", "-", "@")) for row in table(ada) for cell in row)
    assert "'=1+1 wrote Pump." in [row[3] for row in table(ada)]


def test_the_table_goes_on_past_what_is_fetched_at_once(ada, monkeypatch):
    monkeypatch.setattr(auditing, "AT_ONCE", 3)
    for number in range(7):
        make_article(f"Page {number}")
    assert [row[3] for row in table(ada)[1:]] == [f"Commonplace wrote Page {n}." for n in reversed(range(7))]


def test_long_logs_come_in_pages_that_keep_the_filter(ada, alice):
    page = make_article("Pump")
    for _ in range(60):
        ledger.record(Verb.REORDERED, page, alice.user)
    first = ada.get("/audit/?deed=reordered")
    assert len(first.context["deeds"]) == 50
    assert "deed=reordered&amp;older=" in first.content.decode()
    assert len(told(ada, first.context["slice"].older)) == 10


def test_the_log_costs_the_same_at_ten_times_the_deeds(ada, alice, bob, django_assert_max_num_queries):
    def act(count):
        for number in range(count):
            page = make_article(f"Page {LedgerEntry.objects.count()}", by=alice.user)
            ledger.record(Verb.MOVED, page, bob.user, **{"from": page.pk, "to": None})
            ledger.record(Verb.MEMBER_ADDED, None, bob.user, audience=1, user=alice.user.pk)
            ledger.record(Verb.RENAMED, page, bob.user, revision=number)

    act(1)
    ada.get("/audit/")
    with django_assert_max_num_queries(12) as few:
        ada.get("/audit/")
    act(10)
    with django_assert_max_num_queries(12) as many:
        ada.get("/audit/")
    assert len(many) == len(few)
