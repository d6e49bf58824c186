"""Removing a secret: it is nowhere afterwards, and everybody can see that something was removed."""

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from kmsite.pages.endings import removing
from kmsite.pages.endings.redacting import MARK, Secret, SecretRefused
from kmsite.pages.integrity import violations
from kmsite.pages.models import KeptDraft, LedgerEntry, Page, Revision
from kmsite.pages.saving import editing
from tests.make import make_article

SECRET = "Hunter2-Tango"
TRACES = ("hunter2", "tango")


@pytest.fixture
def pump(db, alice, bob):
    """A page that says a secret wherever a page can say something."""
    body = f"The password is {SECRET}.\n\n## About {SECRET}\n\nSee [[{SECRET}]].\n\nAsk Carol.\n"
    pump = make_article("Pump", "Harmless.\n\nAsk Bob.\n", by=alice.user)
    editing.revise(
        pump,
        base=1,
        title=f"Pump {SECRET}",
        lede=f"With {SECRET}",
        tags=["Water", SECRET],
        body=body,
        summary=f"Use {SECRET}",
        by=alice.user,
    )
    editing.revise(pump, base=2, body=body.replace("Carol", "Dora"), by=bob.user)
    KeptDraft.objects.create(
        owner=bob.user,
        form="f",
        page=pump,
        fields={"title": "Pump", "body": f"Draft with {SECRET}"},
        began_at=timezone.now(),
        at=timezone.now(),
    )
    return Page.objects.get(pk=pump.pk)


def whole_database():
    """Yield (table, everything that stands in it as text), vectors included."""
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT coalesce(string_agg(t::text, chr(10)), '') FROM \"{table}\" t")
            yield table, cursor.fetchone()[0].lower()


def tables_with_traces():
    return [table for table, text in whole_database() if any(trace in text for trace in TRACES)]


def remove(pump, secret=SECRET, why="A password", by=None):
    return removing.remove(pump, secret=Secret.of(secret), why=why, by=by)


def test_it_stands_nowhere_afterwards(pump, ada):
    assert {"pages_revision", "pages_name", "pages_tag", "pages_keptdraft", "pages_searchentry"} <= set(
        tables_with_traces()
    )
    assert remove(pump, by=ada.user) == 2
    assert tables_with_traces() == []
    assert list(violations(deep=True)) == []


def test_the_rest_stays_as_it_was(pump, ada):
    remove(pump, by=ada.user)
    pump.refresh_from_db()
    assert (pump.title, pump.slug, pump.lede) == (f"Pump {MARK}", "pump-removed", f"With {MARK}")
    assert "Ask Dora." in pump.current.body
    assert pump.current.structure["tags"] == ["Water"]
    assert Revision.objects.get(number=1).removed_at is None
    assert Revision.objects.filter(removed_at=None).count() == 1
    assert KeptDraft.objects.get().fields == {"title": "Pump", "body": f"Draft with {MARK}"}


def test_the_record_says_who_and_why_but_not_what(pump, ada):
    remove(pump, by=ada.user)
    deed = LedgerEntry.objects.get(verb="secret")
    assert (deed.by, deed.page, deed.about) == (ada.user, pump, {"revisions": [2, 3], "why": "A password"})


def test_a_secret_in_the_reason_is_refused(pump):
    with pytest.raises(SecretRefused, match="do not name"):
        remove(pump, why=f"It was {SECRET}")


@pytest.mark.parametrize("words", ["", "abc", "   ab   "])
def test_too_few_signs_are_refused(words):
    with pytest.raises(SecretRefused, match="at least 4"):
        Secret.of(words)


def test_words_that_stand_nowhere_are_refused(pump):
    with pytest.raises(SecretRefused, match="nowhere"):
        remove(pump, "something else")


def test_a_secret_of_many_lines_goes_too(db):
    key = '-----BEGIN KEY-----\nabc "d\\e\nfgh\n-----END KEY-----'
    pump = make_article("Pump", f"```\n{key}\n```\n", summary="Add it")
    remove(pump, key.replace("\n", "\r\n"))
    pump.refresh_from_db()
    assert pump.current.body == f"```\n{MARK}\n```\n"
    assert list(violations(deep=True)) == []


def test_a_secret_in_old_titles_and_addresses_goes_with_them(pump, ada, anonymous):
    old = f"/articles/{pump.slug}/"
    editing.revise(pump, base=3, title="Tap", lede="", tags=[], body="Clean.", summary="", by=None)
    assert anonymous.get(old).status_code == 301
    remove(pump, by=ada.user)
    assert anonymous.get(old).status_code == 404
    assert anonymous.get("/articles/tap/").status_code == 200
    assert tables_with_traces() == []
    assert list(violations(deep=True)) == []


def test_a_sibling_with_the_same_words_left_is_no_obstacle(pump):
    make_article(f"Pump {MARK}")
    remove(pump)
    pump.refresh_from_db()
    assert pump.title == f"Pump {MARK} 2"
    assert list(violations(deep=True)) == []


def test_what_was_merged_into_the_page_loses_it_too(pump, bob):
    loser = make_article("Loser", f"It is {SECRET}.")
    Page.objects.filter(pk=loser.pk).update(merged_into=pump)
    remove(pump)
    assert loser.revisions.get().body == f"It is {MARK}.\n"
    assert tables_with_traces() == []


def test_merging_and_restoring_go_on_afterwards(pump, alice):
    remove(pump)
    base = pump.revisions.get(number=2)
    merged = editing.revise(pump, base=2, body=base.body.replace("See", "Look at"), by=alice.user)
    assert merged.outcome == "merged"
    assert "Ask Dora." in merged.revision.body
    editing.restore(pump, number=2, base=4, by=alice.user)
    editing.restore(pump, number=1, base=5, by=alice.user)
    assert tables_with_traces() == []
    assert list(violations(deep=True)) == []


def test_an_editor_that_was_open_does_not_bring_it_back(pump, alice):
    before = pump.current
    remove(pump)
    pump.refresh_from_db()
    sent = {"title": pump.title, "body": before.body + "More.", "base_revision": "3"}
    refused = alice.post(f"/articles/{pump.slug}/edit/", sent)
    assert refused.status_code == 422
    assert "Something was removed from this text for good" in refused.text
    sent["body"] = pump.current.body + "More."
    assert alice.post(f"/articles/{pump.slug}/edit/", sent).status_code == 302


def test_the_whole_text_of_one_revision_goes(pump, ada):
    removing.remove_text(pump, number=2, why="Names of patients", by=ada.user)
    assert pump.revisions.get(number=2).body == f"{MARK}\n"
    assert SECRET in pump.revisions.get(number=3).body
    removing.remove_text(pump, number=3, why="Names of patients", by=ada.user)
    assert list(violations(deep=True)) == []
    with pytest.raises(SecretRefused):
        removing.remove_text(pump, number=9, why="", by=None)


def test_an_administrator_looks_first_and_then_removes(pump, ada):
    address = f"/articles/{pump.slug}/remove-secret/"
    assert "Look where it stands" in ada.get(address).text
    sent = {"words": SECRET, "why": "A password"}
    seen = ada.post(address, sent)
    assert "It stands in 2 revisions" in seen.text
    assert "And in one unsaved text." in seen.text
    assert f"The password is {MARK}" in seen.text
    assert seen.headers["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    again = ada.post(address, sent | {"is_sure": "on", "found": "1~1"})
    assert "It stands in 2 revisions" in again.text, "what was confirmed is not what is there"
    done = ada.post(address, sent | {"is_sure": "on", "found": "2~3~0"}, follow=True)
    assert "Removed from 2 revisions for good." in done.text
    assert "secret removed" in done.text
    assert "A password" in done.text


def test_every_reader_sees_that_something_was_removed(pump, ada, carol):
    remove(pump, by=ada.user)
    pump.refresh_from_db()
    shown = carol.get(f"/articles/{pump.slug}/history/2/").text
    assert "Something was removed from this revision" in shown
    assert "Ada" in shown
    assert "A password" in shown
    assert "Something was removed" not in carol.get(f"/articles/{pump.slug}/history/1/").text
    assert MARK in carol.get(f"/articles/{pump.slug}/").text


def test_a_page_read_before_shows_it_no_more(pump, carol):
    assert "Hunter2" in carol.get(f"/articles/{pump.slug}/").text
    remove(pump)
    pump.refresh_from_db()
    assert "Hunter2" not in carol.get(f"/articles/{pump.slug}/").text


def test_nobody_but_administrators_removes(pump, bob):
    address = f"/articles/{pump.slug}/remove-secret/"
    assert bob.get(address).status_code == 403
    sent = {"words": SECRET, "why": "x", "is_sure": "on", "found": "2~3"}
    assert bob.post(address, sent).status_code == 403
    assert SECRET in Page.objects.get(pk=pump.pk).current.body


def test_either_words_or_a_number_must_be_given(pump, ada):
    address = f"/articles/{pump.slug}/remove-secret/"
    assert "Give either" in ada.post(address, {"why": "x"}).text
    assert "Give either" in ada.post(address, {"why": "x", "words": SECRET, "number": "1"}).text
    assert "The whole text of revision 2" in ada.post(address, {"why": "x", "number": "2"}).text
    assert "has no revision 9" in ada.post(address, {"why": "x", "number": "9"}).text


def test_the_models_that_hold_words_are_all_looked_at():
    """A new table with text must be thought of here: the dump finds it only where a test fills it."""
    known = {
        "Audience", "AudienceMember", "BulkRun", "HeadingAlias", "IndexState", "KeptDraft", "LedgerEntry",
        "Link", "Name", "Naming", "Page", "PageRead", "PageTag", "Presence", "Redirect", "Rendering",
        "Revision", "SearchEntry", "Shortening", "Shown", "StaleEntry", "StopPhrase", "Tag", "Tally", "Word",
    }  # fmt: skip
    assert {model.__name__ for model in apps.get_app_config("pages").get_models()} == known
