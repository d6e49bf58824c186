"""Titles that are nearly the same are found without comparing all with all."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kmsite.gaps import near_titles
from kmsite.gaps.models import NearTitles
from kmsite.pages.endings import archiving, trashing
from kmsite.pages.saving import editing
from tests.make import make_article, make_term


@pytest.fixture(autouse=True)
def first_look(monkeypatch):
    """Begin as a process does that has not looked yet."""
    monkeypatch.setattr(near_titles, "_last_look", None)


def paired(*titles):
    """Return the pairs of titles that are near."""
    rows = [(number, title, near_titles.shape(title), 0) for number, title in enumerate(titles)]
    return {(titles[one], titles[other]) for one, other, *_keys in near_titles.pairs(rows)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Peer assist", "Peer assists"),
        ("Management of knowledge", "Knowledge: of management"),
        ("Café talks", "cafe talk"),
        ("Organising a meeting", "Organizing a meeting"),
        ("Onboarding", "Onboardng"),
        ("Onboarding", "Xnboarding"),
        ("Onboarding", "Onboardinx"),
        ("Onboarding", "Onbording"),
        ("Onboarding", "nboarding"),
        ("Strategies", "Strategy"),
    ],
)
def test_spelling_order_number_and_one_letter_make_no_difference(one, other):
    assert paired(one, other) == {(one, other)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Meeting 1", "Meeting 2"),
        ("Minutes 2025", "Minutes 2026"),
        ("Cat", "Car"),
        ("Onboarding", "Offboarding"),
        ("Peer assist", "Peer review"),
        ("Process", "Princess"),
    ],
)
def test_other_things_have_other_titles(one, other):
    assert paired(one, other) == set()


def test_what_every_section_has_is_a_custom_and_not_a_duplicate():
    assert len(paired(*["Overview"] * 5)) == 1
    assert paired(*["Overview"] * 6) == set()


def test_titles_are_not_all_compared_with_all(monkeypatch):
    words = ["practice", "learning", "harvest", "meeting", "culture", "mentor", "archive", "expert", "story"]
    made = [f"{a} {b} {c} {d}" for a in words for b in words for c in words for d in words]
    compared, are_near = [], near_titles.are_near
    monkeypatch.setattr(near_titles, "are_near", lambda *two: compared.append(two) or are_near(*two))
    paired(*made)
    assert len(compared) < 10 * len(made)


def known():
    rows = NearTitles.objects.select_related("one", "other").order_by("one_key")
    return [(row.one.title, row.other.title) for row in rows]


def test_a_look_finds_pairs_of_a_kind_and_forgets_those_that_are_over(bob):
    pump, pumps = make_article("Hand pump"), make_article("Hand pumps")
    make_term("Hand pump")
    old, _older = make_article("Old valve"), make_article("Old valves")
    near_titles.look()
    assert known() == [("Hand pump", "Hand pumps"), ("Old valve", "Old valves")]
    editing.revise(pumps, base=1, body="Text.", title="Fountain", by=bob.user)
    archiving.archive(old, by=bob.user)
    near_titles.look()
    assert known() == []
    editing.revise(pumps, base=2, body="Text.", title="Hand pums", by=bob.user)
    near_titles.look()
    assert known() == [("Hand pump", "Hand pums")]
    trashing.trash([pump], by=bob.user)
    near_titles.look()
    assert known() == []


def test_a_look_at_titles_that_have_not_changed_is_one_question(db):
    make_article("Hand pump")
    near_titles.look()
    with CaptureQueriesContext(connection) as queries:
        near_titles.look()
    assert len(queries) == 1


def test_only_so_many_pairs_are_kept(db, monkeypatch):
    monkeypatch.setattr(near_titles, "MOST", 1)
    for title in ("Hand pump", "Hand pumps", "Old valve", "Old valves"):
        make_article(title)
    near_titles.look()
    assert len(known()) == 1
