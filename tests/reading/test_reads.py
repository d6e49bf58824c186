"""Reads are counted by page and day, without a statement in the request and without a trace of who read."""

import threading
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from kmsite.management import web_server, writing_down
from kmsite.pages.counts import readership
from kmsite.pages.endings import purging, trashing
from kmsite.pages.models import PageRead
from tests.emptying import empty
from tests.make import make_article, make_audience, make_community, make_discussion, make_event, make_term

BROWSER = {"user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"}


@pytest.fixture(autouse=True)
def nothing_counted(monkeypatch):
    """Begin with what a process has counted that has just begun."""
    monkeypatch.setattr(readership, "_sums", {})


def reads():
    """Return what stands in the table, by title."""
    readership.write_down()
    return {str(read.page): read.number for read in PageRead.objects.select_related("page")}


def test_every_view_by_a_browser_counts_also_of_who_has_the_page_already(anonymous, carol):
    address = make_article("Pump").get_absolute_url()
    tag = anonymous.get(address, headers=BROWSER).headers["ETag"]
    assert anonymous.get(address, headers={**BROWSER, "if-none-match": tag}).status_code == 304
    carol.get(address, headers=BROWSER)
    carol.get(f"{address}?from=somewhere", headers=BROWSER)
    assert reads() == {"Pump": 4}
    carol.get(address, headers=BROWSER)
    assert reads() == {"Pump": 5}
    assert {read.day for read in PageRead.objects.all()} == {readership.timezone.now().date()}


def test_pages_of_every_kind_count(carol, bob):
    community = make_community("Sharers", by=bob.user)
    pages = [
        make_article("Pump"),
        make_term("Valve"),
        community,
        make_discussion("How?", by=bob.user, community=community),
        make_event("Meeting", community, by=bob.user),
    ]
    for page in pages:
        assert carol.get(page.get_absolute_url(), headers=BROWSER).status_code == 200, page
    assert reads() == {"Pump": 1, "Valve": 1, "Sharers": 1, "How?": 1, "Meeting": 1}


def test_robots_programs_fetching_ahead_and_other_views_of_a_page_do_not_count(anonymous, ada):
    page = make_article("Pump")
    address = page.get_absolute_url()
    for headers in (
        {},
        {"user-agent": "curl/8.5"},
        {"user-agent": "Mozilla/5.0 (compatible; Examplebot/2.1)"},
        {"user-agent": "Mozilla/5.0 (compatible; Example Spider)"},
        {"user-agent": "Mozilla/5.0 (compatible; WebCrawler)"},
        {**BROWSER, "sec-purpose": "prefetch;prerender"},
        {**BROWSER, "purpose": "prefetch"},
        {**BROWSER, "sec-fetch-dest": "empty"},
    ):
        assert anonymous.get(address, headers=headers).status_code == 200
    anonymous.head(address, headers=BROWSER)
    for part in ("history/", "links/"):
        assert anonymous.get(address + part, headers=BROWSER).status_code == 200
    ada.post("/view-as/", {"role": "reader"}, headers=BROWSER)
    assert ada.get(address, headers=BROWSER).status_code == 200
    anonymous.get("/articles/missing/", headers=BROWSER)
    assert reads() == {}


def test_what_somebody_may_not_see_they_do_not_read(anonymous, mallory, bob):
    page = make_article("Secret pump", audience=make_audience("Bob", bob.user))
    for reader in (anonymous, mallory):
        assert reader.get(page.get_absolute_url(), headers=BROWSER).status_code == 404
    bob.get(page.get_absolute_url(), headers=BROWSER)
    assert reads() == {"Secret pump": 1}


def test_a_warm_view_that_is_counted_costs_one_statement(anonymous):
    address = make_article("Pump").get_absolute_url()
    anonymous.get(address, headers=BROWSER)
    with CaptureQueriesContext(connection) as queries:
        anonymous.get(address, headers=BROWSER)
    assert len(queries) == 1
    assert reads() == {"Pump": 2}


def test_what_cannot_be_written_is_kept_for_the_next_time(anonymous, monkeypatch):
    address = make_article("Pump").get_absolute_url()
    anonymous.get(address, headers=BROWSER)
    with transaction.atomic(), monkeypatch.context() as broken:
        broken.setattr(readership, "_ADD", "SELECT 1/0")
        with pytest.raises(DatabaseError):
            readership.write_down()
        transaction.set_rollback(True)
    anonymous.get(address, headers=BROWSER)
    assert reads() == {"Pump": 2}


def test_a_failure_is_logged_and_does_not_keep_searches_from_being_written(db, monkeypatch, caplog):
    def broken(**_options):
        raise DatabaseError("no database")

    written = []
    monkeypatch.setattr(readership, "write_down", broken)
    monkeypatch.setattr(writing_down.fruitless, "write_down", lambda **options: written.append(options))
    web_server.end_work(None, None)
    assert "Reads could not be written down" in caplog.text
    assert written == [{"at_the_end": True}]


def test_a_page_that_was_deleted_for_good_meanwhile_takes_its_reads_along(anonymous, ada):
    pump, valve = make_article("Pump"), make_article("Valve")
    for page in (pump, valve):
        anonymous.get(page.get_absolute_url(), headers=BROWSER)
    assert reads() == {"Pump": 1, "Valve": 1}
    anonymous.get(pump.get_absolute_url(), headers=BROWSER)
    purging.purge(trashing.trash([pump], by=ada.user), by=ada.user)
    assert reads() == {"Valve": 1}


def test_a_process_counts_only_so_many_pages_between_two_times_of_writing(db, rf, monkeypatch):
    monkeypatch.setattr(readership, "MOST", 2)
    request = rf.get("/", headers=BROWSER)
    for page in (1, 2, 3, 1):
        readership.count(request, page)
    assert [page for page, _day in readership._sums] == [1, 2]
    assert sum(readership._sums.values()) == 3


def test_reads_are_forgotten_after_four_hundred_days(db):
    page, today = make_article("Pump"), readership.timezone.now().date()
    for days in (399, 401):
        PageRead.objects.create(page=page, day=today - timedelta(days=days), number=1)
    readership.forget_old()
    assert [read.day for read in PageRead.objects.all()] == [today - timedelta(days=399)]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_processes_that_write_the_same_pages_lose_nothing():
    empty("pages_page", "pages_revision")
    pages = [make_article(f"Part {number}").pk for number in range(20)]
    failed = []

    def process(order):
        try:
            for _again in range(10):
                with connection.cursor() as cursor:
                    cursor.execute(readership._ADD, [order, [date(2026, 11, 22)] * 20, [1] * 20])
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=process, args=[order]) for order in (pages, pages[::-1])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert {*PageRead.objects.values_list("number", flat=True)} == {20}


def test_a_robot_is_told_by_its_own_words_only(rf):
    assert readership.is_of_a_reader(rf.get("/", headers={**BROWSER, "sec-fetch-dest": "document"}))
    assert not readership.is_of_a_reader(rf.post("/", headers=BROWSER))
