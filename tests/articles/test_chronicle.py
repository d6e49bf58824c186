"""The history of an article tells what was done to it, between its revisions."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kmsite.pages.deeds.verbs import TOLD, Verb
from kmsite.pages.endings.removing import remove_text
from kmsite.pages.models import Audience
from kmsite.pages.places.merging import merge
from kmsite.pages.readers.audiences import set_audience
from kmsite.pages.saving.editing import revise
from kmsite.pages.told import ledger
from kmsite.pages.told.chronicle import _Cut, _rows
from tests.make import make_article, make_audience

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(alice, bob):
    """A page of three revisions: Alice began it, Bob changed it twice."""
    page = make_article("Pump", "Wait a minute.\n", by=alice.user, summary="Begin")
    page = revise(page, base=1, body="Wait a while.\n", by=bob.user).page
    return revise(page, base=2, body="Wait.\n", by=bob.user, minor=True).page


def walked(reader, path="/articles/pump/history/"):
    """Return the rows of each page of a history, walked to its end by the link to what is older."""
    pages, position = [], ""
    while position is not None:
        part = reader.get(f"{path}{position}").context["slice"]
        pages.append(part.rows)
        position = part.older
    return pages


def change_to(page, body):
    return revise(page, base=page.current.number, body=body, by=page.current.by).page


def sentences(reader, path="/articles/pump/history/"):
    """Return what the history tells besides revisions, without its links."""
    rows = reader.get(path).context["slice"].rows
    return [re.sub(r"<[^>]*>", "", row.sentence) for row in rows if hasattr(row, "sentence")]


def test_the_history_tells_a_renaming_between_the_revisions(carol, bob, page):
    revise(page, base=3, body="Wait.\n", title="Water <b>pump</b>", by=bob.user)
    shown = carol.get("/articles/water-b-pump-b/history/")
    assert sentences(carol, "/articles/water-b-pump-b/history/") == [
        "Bob renamed this page from “Pump” to “Water &lt;b&gt;pump&lt;/b&gt;”."
    ]
    kinds = [getattr(row, "number", "deed") for row in shown.context["slice"].rows]
    assert kinds == ["deed", 4, 3, 2, 1]
    assert "<b>pump</b>" not in shown.content.decode()


def test_the_history_tells_moves_and_what_was_done_to_the_page(carol, bob, page):
    hall = make_article("Hall")
    ledger.record(Verb.MOVED, page, bob.user, **{"from": None, "to": hall.pk})
    ledger.record(Verb.TRASHED, page, bob.user, pages=2)
    ledger.record(Verb.RESTORED, page, bob.user, pages=0)
    ledger.record(Verb.ARCHIVED, page, None, pages=1)
    ledger.record(Verb.FILE_REPLACED, page, bob.user, file=1, name="pump.png")
    ledger.record(Verb.SECRET_REMOVED, page, bob.user)
    assert sentences(carol)[::-1] == [
        "Bob moved this page from the top to Hall.",
        "Bob put this page into the trash. 2 pages below it went along.",
        "Bob brought this page back from the trash.",
        "Commonplace put this page into the archive. 1 page below it went along.",
        "Bob replaced the file pump.png of this page.",
        "Bob removed a secret from the history of this page.",
    ]


def test_every_deed_that_is_told_has_a_sentence_even_without_its_particulars(carol, bob, page):
    for verb in TOLD:
        ledger.record(verb, page, bob.user)
    assert len(sentences(carol)) == len(TOLD)


def test_a_deed_names_no_page_and_no_audience_that_the_reader_may_not_know(alice, mallory, bob, page):
    board = make_audience("Board", alice.user)
    secret = make_article("Merger", audience=board, by=alice.user)
    ledger.record(Verb.MOVED, page, bob.user, **{"from": secret.pk, "to": None})
    ledger.record(Verb.MERGED, page, bob.user, page=secret.pk)
    ledger.record(Verb.AUDIENCE, page, bob.user, was=board.pk, audience=board.pk)
    assert sentences(mallory) == [
        "Bob changed who may read this page.",
        "Bob merged another page into this page.",
        "Bob moved this page from another page to the top.",
    ]
    assert sentences(alice) == [
        "Bob changed who may read this page to: Board.",
        "Bob merged Merger into this page (its history).",
        "Bob moved this page from Merger to the top.",
    ]


def test_the_history_tells_who_opened_or_closed_the_page(carol, bob, page):
    set_audience(page, Audience.objects.get(pk=-1), by=bob.user)
    assert sentences(carol) == ["Bob changed who may read this page to: Everyone signed in."]


def test_a_merge_names_the_revision_it_merged(carol, alice, bob):
    page = make_article("Pump", "One.\n\nTwo.\n\nThree.\n\nFour.\n", by=alice.user)
    revise(page, base=1, body="First.\n\nTwo.\n\nThree.\n\nFour.\n", by=alice.user)
    revise(page, base=1, body="One.\n\nTwo.\n\nThird.\n\nFour.\n", by=bob.user)
    revise(page, base=1, body="One.\n\nTwo.\n\nThree.\n\nFourth.\n", by=bob.user)
    shown = carol.get("/articles/pump/history/").content.decode()
    assert "merging revision 2 by Alice" in shown
    assert "merging revisions 2 to 3" in shown
    assert shown.count("merging") == 2


def test_revisions_and_deeds_page_back_and_forth_without_a_gap(carol, bob, page):
    for number in range(4, 60):
        page = change_to(page, f"Text {number}.\n")
        ledger.record(Verb.REORDERED, page, bob.user)
        if number % 3:
            ledger.record(Verb.ARCHIVED, page, bob.user)
    pages = walked(carol)
    times = [row.at for rows in pages for row in rows]
    assert len(times) == page.deeds.count()
    assert times == sorted(times, reverse=True)
    assert len({*times}) == len(times)
    older = carol.get("/articles/pump/history/").context["slice"].older
    second = carol.get(f"/articles/pump/history/{older}").context["slice"]
    back = carol.get(f"/articles/pump/history/{second.newer}").context["slice"]
    assert [row.at for row in back.rows] == [row.at for row in pages[0]]
    assert back.newer is None


def test_more_deeds_than_fit_on_one_page_are_all_told(carol, bob, page):
    for _ in range(120):
        ledger.record(Verb.REORDERED, page, bob.user)
    pages = walked(carol)
    assert [len(rows) for rows in pages] == [50, 50, 23]
    third = carol.get(
        f"/articles/pump/history/{carol.get('/articles/pump/history/').context['slice'].older}"
    ).context["slice"]
    assert [row.at for row in third.rows] == [row.at for row in pages[1]]


@pytest.mark.parametrize(
    "position", ["10", "x", "~", "10~x", f"{'9' * 30}~2026-01-01T00:00:00Z", "1~2026-01-01", "\0~\0", "²~1"]
)
def test_an_odd_position_shows_the_newest(carol, page, position):
    for direction in ("older", "newer"):
        shown = carol.get("/articles/pump/history/", {direction: position})
        assert [row.number for row in shown.context["slice"].rows] == [3, 2, 1]


def test_a_history_costs_the_same_with_ten_times_the_deeds(carol, bob, page, django_assert_max_num_queries):
    halls = [make_article(f"Hall {number}").pk for number in range(10)]

    def act(count):
        for number in range(count):
            ledger.record(Verb.MOVED, page, bob.user, **{"from": halls[number % 10], "to": None})
            ledger.record(Verb.AUDIENCE, page, bob.user, audience=-1)
            ledger.record(Verb.RENAMED, page, bob.user, revision=2)

    act(1)
    with django_assert_max_num_queries(12) as few:
        carol.get("/articles/pump/history/")
    act(10)
    with django_assert_max_num_queries(12) as many:
        carol.get("/articles/pump/history/")
    assert len(many) == len(few)


def test_a_page_that_was_merged_keeps_its_history_its_lines_and_its_link_from_the_winner(carol, bob, page):
    winner = make_article("Water pump", "All of it.\n", by=bob.user)
    merge(page, into=winner, base=3, into_base=1, body="All of it.\n\nWait.\n", tags=[], by=bob.user)
    shown = carol.get("/articles/water-pump/history/").content.decode()
    assert (
        'merged <bdi>Pump</bdi> into this page (<a href="/articles/pump/history/">its history</a>)' in shown
    )
    past = carol.get("/articles/pump/history/").content.decode()
    assert "Begin" in past
    assert "history/3/undo/" not in bob.get("/articles/pump/history/").content.decode()
    assert "Wait." in carol.get("/articles/pump/lines/").content.decode()
    assert "Wait a minute." in carol.get("/articles/pump/history/1/lines/").content.decode()
    assert carol.get("/articles/water-pump.atom").status_code == 200
    assert carol.get("/changes.atom").status_code == 200


def test_a_removed_secret_leaves_a_trace_where_it_stood(carol, ada, page):
    remove_text(page, number=1, why="A customer's name", by=ada.user)
    shown = carol.get("/articles/pump/history/").content.decode()
    assert shown.count("secret removed") == 1
    assert "removed a secret from the history of this page." in shown
    assert (
        "A secret was removed from this revision on"
        in carol.get("/articles/pump/history/1/").content.decode()
    )
    assert "A secret was removed" not in carol.get("/articles/pump/history/2/").content.decode()
    assert "minute" not in carol.get("/articles/pump/history/1/lines/").content.decode()
    for path in ("/articles/pump.atom", "/changes.atom", "/changes/", "/articles/pump/lines/"):
        assert carol.get(path).status_code == 200


def test_who_may_edit_may_undo_each_revision_but_the_first(alice, carol, page):
    shown = alice.get("/articles/pump/history/").content.decode()
    assert [f"history/{number}/undo/" in shown for number in (1, 2, 3)] == [False, True, True]
    assert "undo" not in carol.get("/articles/pump/history/").content.decode()


def test_a_history_is_read_by_its_indexes_alone(page):
    with connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO pages_revision (page_id, number, by_id, base_id, at, summary, minor, title, body,
                structure, sha256, key)
            SELECT page_id, n, by_id, id, at + n * interval '1 minute', '', false, title, 'Text ' || n,
                structure, '', '' FROM pages_revision, generate_series(4, 10000) AS n WHERE number = 3"""
        )
        cursor.execute(
            """INSERT INTO pages_ledgerentry (at, verb, page_id, about)
            SELECT now() + n * interval '1 minute', 'reordered', %s, '{}'
            FROM generate_series(1, 10000) AS n""",
            [page.pk],
        )
        cursor.execute("ANALYZE pages_revision, pages_ledgerentry")
    older = _Cut(5_000, timezone.now() + timedelta(minutes=5_000))
    with CaptureQueriesContext(connection) as asked:
        assert len(_rows(page, None, older, 51)) == 51
    for query in asked:
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN (FORMAT JSON) {query['sql']}")
            steps = list(steps_of(cursor.fetchone()[0][0]["Plan"]))
        read = {step["Relation Name"] for step in steps if step["Node Type"] == "Seq Scan"}
        assert read <= {"accounts_user"}, steps
        assert "Sort" not in {step["Node Type"] for step in steps}, steps


def steps_of(plan):
    """Yield every step of a query's plan."""
    yield plan
    for part in plan.get("Plans", []):
        yield from steps_of(part)
