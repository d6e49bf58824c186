"""Recent changes read the ledger: what was written, said and done, as far as the reader may know."""

import re

import pytest

from communities.models import Community
from communities.shelves import shelving
from kmsite.pages.deeds.verbs import NEWS, SUBJECTS, Verb
from kmsite.pages.models import LedgerEntry
from kmsite.pages.saving.editing import revise
from kmsite.pages.told import activity, ledger
from kmsite.talk.commenting import comment
from tests.make import make_article, make_audience, make_community, make_discussion, make_member

pytestmark = pytest.mark.django_db


def told(person, query=""):
    """Return the sentences of recent changes as `person` reads them, the newest first."""
    rows = person.get(f"/changes/{query}").context["slice"].rows
    return [re.sub(r"<[^>]*>", "", row.sentence) for row in rows]


def test_every_verb_has_a_subject_and_a_sentence(carol, bob):
    page = make_article()
    verbs = [verb for _label, verbs in SUBJECTS.values() for verb in verbs]
    assert sorted(verbs) == sorted(Verb.values)
    for verb in set(verbs) - {"created", "revised"}:
        ledger.record(verb, page, bob.user)
    deeds = activity.told_with_saves(LedgerEntry.objects.all(), carol.user)
    assert all(deed.sentence.startswith("<") and deed.sentence.endswith(".") for deed in deeds)


def test_carol_reads_what_was_written_said_and_done(carol, alice, bob):
    page = make_article("Pump", by=alice.user)
    revise(page, base=1, title="Water pump", body="How the pump works.", by=bob.user)
    comment(page, body="Which one?", by=carol.user)
    assert told(carol) == [
        "Carol wrote a comment on Water pump.",
        "Bob renamed Water pump from “Pump” to “Water pump”.",
        "Bob changed Water pump.",
        "Alice wrote Water pump.",
    ]
    shown = carol.get("/changes/").content.decode()
    assert "what changed" in shown
    assert "/articles/water-pump/compare/1..2/" in shown


def test_the_address_says_which_kind_of_deeds_and_whether_minor_edits(carol, alice):
    page = make_article("Pump", by=alice.user)
    revise(page, base=1, body="A comma,", minor=True, by=alice.user)
    comment(page, body="Which one?", by=alice.user)
    make_community("Plumbers", by=alice.user)
    assert told(carol, "?about=writing&minor=no") == ["Alice wrote Plumbers.", "Alice wrote Pump."]
    assert told(carol, "?about=talk") == ["Alice wrote a comment on Pump."]
    assert told(carol, "?about=communities") == [
        "Alice joined Plumbers.",
        "Alice founded Plumbers, a community.",
    ]
    assert told(carol, "?about=nonsense") == told(carol)
    assert len(told(carol)) - len(told(carol, "?minor=no")) == 1


def test_a_filter_keeps_the_others_and_the_feed_follows_it(carol, alice):
    make_article("Pump", by=alice.user)
    shown = carol.get("/changes/?about=writing&minor=no").content.decode()
    assert 'href="?about=talk&amp;minor=no"' in shown
    assert 'href="/changes.atom?about=writing&amp;minor=no"' in shown
    assert "<entry>" not in carol.get("/changes.atom?about=talk").content.decode()
    assert "<entry>" in carol.get("/changes.atom?about=writing").content.decode()


def test_the_feed_tells_deeds_in_plain_words(carol, alice):
    page = make_article("Pump <b>&</b>", by=alice.user)
    said = comment(page, body="Which one?", by=alice.user)
    feed = carol.get("/changes.atom?about=talk").content.decode()
    assert "Alice wrote a comment on Pump &lt;b&gt;&amp;&lt;/b&gt;." in feed
    deed = LedgerEntry.objects.get(verb="commented", about__comment=said.pk)
    assert f"/p/{page.pk}/#deed-{deed.pk}" in feed


def test_nothing_is_told_of_a_page_that_somebody_may_not_see(alice, mallory, anonymous):
    board = make_audience("Board", alice.user)
    secret = make_article("Merger", audience=board, by=alice.user)
    comment(secret, body="When?", by=alice.user)
    hall = make_article("Hall", by=alice.user)
    ledger.record(Verb.MOVED, hall, alice.user, **{"from": secret.pk, "to": None})
    for person in (mallory, anonymous):
        assert told(person) == ["Alice moved Hall from another page to the top.", "Alice wrote Hall."]
    assert told(alice)[0] == "Alice moved Hall from Merger to the top."
    assert "Merger" not in mallory.get("/changes.atom").content.decode()


def test_who_joins_is_known_to_those_who_may_look_inside(alice, bob, mallory, anonymous):
    listed = make_community("Listed", by=alice.user, visibility=Community.Visibility.LISTED)
    make_member(listed, bob.user)
    opened = make_community("Open", by=alice.user)
    joined = "Alice joined Listed."
    assert joined in told(bob, "?about=communities")
    assert joined not in told(mallory, "?about=communities")
    assert "Alice founded Listed, a community." in told(mallory, "?about=communities")
    assert f"Alice joined {opened.title}." in told(mallory, "?about=communities")
    assert not [sentence for sentence in told(anonymous, "?about=communities") if "joined" in sentence]


def test_a_shelf_that_is_filled_is_news_once_and_in_the_audit_log_each_time(alice, bob, ada):
    community = make_community("Plumbers", by=alice.user)
    collection = shelving.begin(community, title="Start here", by=alice.user)
    for number in range(3):
        shelving.put(collection, url=f"https://example.org/{number}", title="There", why="Why", by=alice.user)
    put = "Alice put something on the shelf of Plumbers."
    assert told(bob, "?about=communities")[:2] == [put, "Alice changed the shelf of Plumbers."]
    assert "3 times" in bob.get("/changes/").text
    assert ada.get("/audit/").text.count("put something on the shelf") == 3


def test_requests_reports_and_ended_roles_are_no_news(carol, alice):
    page = make_article("Pump", by=alice.user)
    quiet = set(Verb.values) - {verb for verbs in NEWS.values() for verb in verbs}
    for verb in quiet:
        ledger.record(verb, page, alice.user)
    assert told(carol) == ["Alice wrote Pump."]
    assert {"join_asked", "reported", "report_decided", "role_ended", "thanked"} <= quiet


def test_what_somebody_did_is_told_as_far_as_the_reader_may_know(alice, bob, mallory, rf):
    board = make_audience("Board", alice.user, bob.user)
    make_article("Merger", audience=board, by=alice.user)
    make_article("Pump", by=alice.user)
    make_article("Valve", by=bob.user)
    request = rf.get("/people/alice/")
    for reader, titles in ((bob.user, ["Pump", "Merger"]), (mallory.user, ["Pump"])):
        request.user = reader
        rows = activity.slice_for(request, activity.of(alice.user, reader)).rows
        assert [row.revision.title for row in rows] == titles


def test_changes_cost_the_same_at_ten_times_the_deeds(carol, alice, django_assert_max_num_queries):
    def act(count):
        for number in range(count):
            page = make_article(f"Page {LedgerEntry.objects.count()}", by=alice.user)
            revise(page, base=1, title=f"Renamed {page.pk}", body="New.", by=alice.user)
            comment(page, body="Why?", by=alice.user)
            make_discussion(f"Question {number}", by=alice.user)
            ledger.record(Verb.MOVED, page, alice.user, **{"from": page.pk, "to": None})
            ledger.record(Verb.ANSWER_ACCEPTED, page, alice.user, comment=1, user=carol.user.pk)

    act(1)
    carol.get("/changes/")
    with django_assert_max_num_queries(12) as few:
        carol.get("/changes/")
    act(10)
    with django_assert_max_num_queries(12) as many:
        carol.get("/changes/")
    assert len(many) == len(few)
