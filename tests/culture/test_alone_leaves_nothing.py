"""What somebody answers alone is in no table, session, message, cookie, cache, log or report of an error."""

import logging

import pytest
from django.apps import apps
from django.contrib.messages.storage.cookie import CookieStorage
from django.db import connection
from django.test import override_settings
from django.utils import timezone
from django.utils.log import AdminEmailHandler

from kmsite.culture.alone import remembering
from kmsite.culture.models import PersonalCommitment, PersonalResult
from kmsite.culture.views import alone as views
from tests.culture.instrument import sent

pytestmark = pytest.mark.django_db
ALONE, KEEP, MINE = "/culture/alone/", "/culture/alone/keep/", "/me/culture/"
ANSWERS = ["4", "1", "unsure", "5", "2", "2", "unsure", "1", "5", "3", "4"]
CANARY = "Heliotrope, whispered the pump"


def rows():
    """Return every row of every table as text."""
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(set(connection.introspection.table_names(cursor))):
            cursor.execute(f'SELECT t::text FROM "{table}" AS t')
            found[table] = sorted(row for (row,) in cursor.fetchall())
    return found


def said(client, address=ALONE, **more):
    return client.post(address, sent(ANSWERS, "me", "organisation", **more))


def test_every_table_is_as_before(carol, anonymous):
    carol.get(MINE)
    before = rows()
    assert {model._meta.db_table for model in apps.get_models()} <= set(before)
    for client in (carol, anonymous):
        assert said(client).status_code == 200
        assert said(client, f"{ALONE}picture.csv").status_code == 200
        assert said(client, me_3="6", text=CANARY).status_code == 200
        assert client.post(ALONE, sent(ANSWERS[:9], "me")).status_code == 422
    assert said(carol, KEEP).status_code == 422
    assert said(anonymous, KEEP, keep="on", text=CANARY, place=1).status_code == 403
    assert rows() == before


def test_neither_cookies_nor_caches_hold_anything(carol, anonymous):
    for client in (carol, anonymous):
        before = {name: cookie.value for name, cookie in client.cookies.items()}
        for page in (said(client), said(client, f"{ALONE}picture.svg"), said(client, KEEP)):
            assert "no-store" in page["Cache-Control"]
            assert "ETag" not in page
            assert set(page.cookies) <= {"csrf"}
        after = {name: cookie.value for name, cookie in client.cookies.items() if name != "csrf"}
        assert after.items() <= before.items()
        assert not list(client.session.keys() & {"_messages", "answers"})


def test_keeping_tells_the_session_that_it_is_kept_and_not_what(carol):
    page = said(carol, KEEP, keep="on", text=CANARY, place=2)
    assert page["Location"] == MINE
    told = CookieStorage(None)._decode(page.cookies["messages"].value)
    assert [str(message) for message in told] == [
        "Kept. Only you read it on the site, and you can delete it at any time."
    ]
    assert set(page.cookies) == {"messages"}
    assert CANARY not in str(dict(carol.session.items()))


class Failing(Exception):
    """Something went wrong in the middle of the page."""


@pytest.fixture
def a_failure(monkeypatch):
    """Let the page fail where the answers are in its hands, and in the hands of what it calls."""

    def fail(items, answers, **options):
        note = CANARY
        raise Failing(len(note))

    monkeypatch.setattr(views.pictures, "of_answers", fail)


@override_settings(ADMINS=[("Ada", "ada@example.org")])
def test_the_report_of_an_error_hides_every_answer(carol, a_failure, mailoutbox, caplog):
    reporter = AdminEmailHandler(include_html=True)
    logging.getLogger("django.request").addHandler(reporter)
    carol.raise_request_exception = False
    try:
        page = said(carol, KEEP, keep="on", text=CANARY, place=2, remind_on="2031-04-05")
    finally:
        logging.getLogger("django.request").removeHandler(reporter)
    assert page.status_code == 500
    (mail,) = mailoutbox
    report = mail.body + mail.alternatives[0][0]
    assert "me-11" in report
    assert "unsure" not in report
    for secret in (CANARY, "2031-04-05", "[4, 1, None", "4, 1, None, 5"):
        assert secret not in report + caplog.text + page.text


def test_the_log_of_requests_holds_addresses_without_answers(carol, caplog):
    caplog.set_level(logging.DEBUG)
    said(carol)
    said(carol, KEEP, keep="on", text=CANARY, place=2)
    lines = "\n".join(record.getMessage() for record in caplog.records if record.name != "django.db.backends")
    assert CANARY not in lines
    assert "me-1" not in lines


def test_after_deleting_nothing_is_left(carol):
    carol.get(MINE)
    before = rows()
    said(carol, KEEP, keep="on", text=CANARY, place=2, remind_on=timezone.localdate())
    assert remembering.remind() == 1
    assert CANARY in str(rows())
    assert carol.get("/me/notices/").status_code == 200
    carol.post(f"{MINE}delete/")
    carol.get(MINE)  # shows the message, which goes from the session with it
    after = rows()
    changed = {table for table in before if before[table] != after[table]}
    assert changed <= {"accounts_session"}
    assert CANARY not in str(after)
    assert not carol.session.get("_messages")


def test_nothing_of_it_stands_in_admin_or_in_the_ledger(ada, carol):
    said(carol, KEEP, keep="on", text=CANARY, place=2)
    assert PersonalResult.objects.exists()
    for model in (PersonalResult, PersonalCommitment):
        assert ada.get(f"/admin/culture/{model._meta.model_name}/").status_code == 404
    for address in ("/audit/", "/people/carol/", "/changes/", "/admin/"):
        page = ada.get(address)
        assert page.status_code == 200
        assert CANARY not in page.text
    tables = rows()
    holding = {table for table, lines in tables.items() if CANARY in str(lines)}
    assert holding == {"culture_personalcommitment"}
