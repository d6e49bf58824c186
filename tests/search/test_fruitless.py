"""Searches that found nothing are kept without a trace of who asked, and only the last of what grows."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, connection, transaction
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from kmsite.search import fruitless
from kmsite.search.asking import Question
from kmsite.search.models import FruitlessSearch
from tests.people import make_user


@pytest.fixture
def clock(monkeypatch):
    """The clock of the process, which the test turns: `clock.now += 5`. No two people share a bit."""

    class Clock:
        now = 1000.0

        def monotonic(self):
            return self.now

    monkeypatch.setattr(fruitless, "time", Clock())
    bits = {}
    monkeypatch.setattr(fruitless, "_bit", lambda _key, who: 1 << bits.setdefault(who, len(bits)))
    monkeypatch.setattr(fruitless, "_growing", type(fruitless._growing)())
    monkeypatch.setattr(fruitless, "_of_today", type(fruitless._of_today)())
    monkeypatch.setattr(fruitless, "_sums", {})
    return fruitless.time


def asked(user, text, **headers):
    request = RequestFactory().get("/search/", headers=headers)
    request.user = user
    fruitless.note(request, Question.asked(text))


def found(user, text):
    request = RequestFactory().get("/search/")
    request.user = user
    fruitless.answered(request, Question.asked(text))


def written(*, at_the_end=True):
    """Return what is kept, by the question: how often, and by about how many people."""
    fruitless.write_down(at_the_end=at_the_end)
    return {row.text: (row.number, fruitless.people_of(row.people)) for row in FruitlessSearch.objects.all()}


def test_a_question_is_counted_once_for_everybody_who_asks_it_and_writes_nothing_by_itself(db, clock):
    carol, bob = make_user("carol"), make_user("bob")
    with CaptureQueriesContext(connection) as queries:
        for user in (carol, bob, AnonymousUser()):
            asked(user, "Double-loop  learning?")
        clock.now += 40
        asked(carol, "double loop learning")
    assert len(queries) == 0
    assert written() == {"Double-loop learning?": (4, 3)}


def test_what_only_headers_were_asked_for_is_no_search(db, clock):
    request = RequestFactory().head("/search/")
    request.user = AnonymousUser()
    fruitless.note(request, Question.asked("storytelling"))
    assert written() == {}


def test_of_a_question_that_grows_letter_by_letter_only_the_last_state_counts(db, clock):
    carol, bob = make_user("carol"), make_user("bob")
    for state in ("sto", "story", "storyt", "story", "storytelling"):
        asked(carol, state)
        clock.now += 8
    asked(bob, "story")
    asked(carol, "storytelling circle")
    assert written() == {"storytelling circle": (1, 1), "story": (1, 1)}


def test_another_question_and_the_same_one_later_count_by_themselves(db, clock):
    carol = make_user("carol")
    asked(carol, "story")
    clock.now += 10
    asked(carol, "peer assist")
    clock.now += 31
    asked(carol, "peer assist")
    assert written() == {"story": (1, 1), "peer assist": (2, 1)}


def test_what_was_typed_on_the_way_to_an_answer_was_no_question(db, clock):
    carol = make_user("carol")
    asked(carol, "knowlegde m")
    clock.now += 2
    found(carol, "knowledge management")
    clock.now += 60
    asked(carol, "peer")
    clock.now += 10
    found(carol, "something else")
    assert written() == {"peer": (1, 1)}


def test_a_question_that_may_still_grow_waits_until_it_is_old_or_the_process_ends(db, clock):
    asked(make_user("carol"), "storytelling")
    assert written(at_the_end=False) == {}
    clock.now += 31
    assert written(at_the_end=False) == {"storytelling": (1, 1)}


def test_robots_browsers_that_fetch_ahead_and_who_looks_as_somebody_else_ask_nothing(db, clock):
    carol = make_user("carol")
    asked(carol, "one", **{"user-agent": "Examplebot/2.0"})
    asked(carol, "two", **{"sec-purpose": "prefetch;prerender"})
    request = RequestFactory().get("/search/")
    request.user, request.viewing_as = carol, "reader"
    fruitless.note(request, Question.asked("three"))
    asked(make_user("bob"), "four", **{"user-agent": "Mozilla/5.0 (X11) Firefox/140.0"})
    assert written() == {"four": (1, 1)}


@pytest.mark.parametrize(
    "secret",
    [
        "ada@example.org",
        "mail of ada@example.org please",
        "https://intranet.example.org/hr",
        "030 1234567 89",
        "4111-1111-1111-1111",
        "sk-live-51H8xQ2eZvKY",
        "Hunter2$secret",
        "6f1ed002ab5595859014ebf0951522d9",
        "pneumonoultramicroscopicsilicovolcanoconiosis",
        "a long text " * 10,
        "?!",
    ],
)
def test_what_looks_like_a_secret_or_an_address_is_not_kept(db, clock, secret):
    asked(AnonymousUser(), secret)
    assert written() == {}


def test_ordinary_questions_are_kept():
    for question in (
        "ISO 27001",
        "covid-19",
        "R&D budget 2026",
        "what is KCS?",
        "Wissensmanagement",
        "C++17",
    ):
        assert fruitless.may_be_kept(question), question


def test_nobody_can_be_told_from_a_sketch_and_no_two_questions_be_joined(settings):
    settings.SECRET_KEY = "the same in every run"
    bits = {fruitless._bit(f"question {number}", "person 1") for number in range(200)}
    assert len(bits) > 50, "one person has another bit in each sketch"
    shared = [fruitless._bit("storytelling", f"person {number}") for number in range(2000)]
    assert min(shared.count(bit) for bit in set(shared)) > 9, "one bit stands for many people"


def test_people_are_counted_closely_enough(settings):
    settings.SECRET_KEY = "the same in every run"
    assert fruitless.people_of(0) == 0
    for people, most_off in ((1, 0), (2, 0), (10, 2), (40, 10)):
        sketch = 0
        for number in range(people):
            sketch |= fruitless._bit("storytelling", f"person {number}")
        assert abs(fruitless.people_of(fruitless._signed(sketch)) - people) <= most_off


def test_what_cannot_be_written_is_kept_for_the_next_time(db, clock, monkeypatch):
    asked(make_user("carol"), "storytelling")
    with monkeypatch.context() as broken, transaction.atomic():
        broken.setattr(fruitless, "_ADD", "SELECT 1/0")
        with pytest.raises(DatabaseError):
            fruitless.write_down(at_the_end=True)
        transaction.set_rollback(True)
    asked(make_user("bob"), "storytelling")
    assert written() == {"storytelling": (2, 2)}


def test_a_process_and_a_day_hold_only_so_many(db, clock, monkeypatch):
    monkeypatch.setattr(fruitless, "MOST_PEOPLE", 2)
    monkeypatch.setattr(fruitless, "MOST", 3)
    for number in range(9):
        asked(make_user(f"person{number}"), f"question {'abcdefghi'[number]}")
    assert len(fruitless._growing) == 2
    assert len(fruitless._sums) == 3
    assert len(written()) == 3
    monkeypatch.setattr(fruitless, "MOST_A_DAY", 3)
    for question in ("question a", "something new"):
        asked(AnonymousUser(), question)
        clock.now += 60
    kept = written()
    assert kept["question a"] == (2, 2)
    assert "something new" not in kept


def test_nobody_fills_the_day_alone(db, clock, monkeypatch):
    monkeypatch.setattr(fruitless, "MOST_OF_ONE", 3)
    for question in ("one", "two", "three", "four", "five"):
        asked(AnonymousUser(), f"question {question}")
        clock.now += 60
    asked(make_user("carol"), "question four")
    assert set(written()) == {"question one", "question two", "question three", "question four"}
    assert written()["question four"] == (1, 1)


def test_questions_are_forgotten_after_ninety_days(db):
    today = fruitless.timezone.now().date()
    for days in (89, 91):
        FruitlessSearch.objects.create(
            key="story", text="story", name="story", number=1, people=1, day=today - timedelta(days=days)
        )
    fruitless.forget_old()
    assert [row.day for row in FruitlessSearch.objects.all()] == [today - timedelta(days=89)]
