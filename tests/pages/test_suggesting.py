"""What a few letters may become: which pages are offered, in which order, and at what price."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kmsite.pages.endings.archiving import archive
from kmsite.pages.models import Name, Word
from kmsite.pages.names.suggesting import EXACT, NAME, TITLE, WORDS, suggested
from tests.make import make_article, make_audience, make_community, make_term

NOBODY = AnonymousUser()


def offered(user, typed, **choice):
    return [(one.page.title, one.way, one.called) for one in suggested(user, typed, **choice)]


def test_the_best_names_come_first(db):
    make_article("The water pump")
    make_article("Pumping station")
    other = make_article("Machine")
    Name.objects.create(page=other, text="Pump engine", key="pump engine", kind=Name.Kind.ALIAS)
    make_article("Pump")
    assert offered(NOBODY, "pump") == [
        ("Pump", EXACT, ""),
        ("Pumping station", TITLE, ""),
        ("Machine", NAME, "Pump engine"),
        ("The water pump", WORDS, ""),
    ]


def test_a_page_is_offered_once_by_its_best_name(db):
    make_term("Knowledge management", "KM", "Knowledge work")
    assert offered(NOBODY, "km") == [("Knowledge management", EXACT, "KM")]
    assert offered(NOBODY, "know") == [("Knowledge management", TITLE, "")]


def test_a_name_that_is_for_search_only_finds_and_is_not_told(db):
    page = make_article("Chairperson")
    Name.objects.create(page=page, text="Chairman", key="chairman", kind=Name.Kind.HIDDEN)
    assert offered(NOBODY, "chairm") == [("Chairperson", NAME, "")]


def test_a_word_that_is_not_finished_finds_what_the_index_has_as_a_stem(db):
    make_article("Learning organisations")
    Word.objects.bulk_create([Word(word="organisations", is_public=True)], ignore_conflicts=True)
    assert offered(NOBODY, "organisatio") == [("Learning organisations", WORDS, "")]
    assert offered(NOBODY, "learning org") == [("Learning organisations", TITLE, "")]


def test_of_each_kind_some_are_offered(db):
    for number in range(4):
        make_article(f"Pump {number}")
    make_term("Pump")
    make_community("Pump friends")
    kinds = [one.page.kind for one in suggested(NOBODY, "pu", limit=4, each=2)]
    assert sorted(kinds) == ["article", "article", "community", "term"]


def test_odd_letters_offer_nothing_and_break_nothing(db):
    make_article("100 % cotton")
    for typed in ("", " ", "%", "_", "'", "\\", "&|!:*()", "\U0010ffff", "🦆", "a" * 3000):
        assert suggested(NOBODY, typed) == []
    assert offered(NOBODY, "100 %") == [("100 % cotton", TITLE, "")]


def test_what_is_hidden_shifts_neither_order_nor_number(alice, mallory):
    board = make_audience("Board", alice.user)
    for number in range(12):
        make_article(f"Pump {number:02}", audience=board)
    for title in ("Pump room", "Pump shed", "The old pump"):
        make_article(title)
    seen = [("Pump room", TITLE, ""), ("Pump shed", TITLE, ""), ("The old pump", WORDS, "")]
    assert offered(mallory.user, "pump", limit=3) == seen
    assert offered(alice.user, "pump", limit=3)[0] == ("Pump 00", TITLE, "")


def test_a_word_for_those_who_signed_in_mends_nothing_for_strangers(carol):
    make_article("Merger")
    Word.objects.bulk_create([Word(word="mergers", is_public=False)], ignore_conflicts=True)
    with CaptureQueriesContext(connection) as asked:
        suggested(NOBODY, "merge")
        suggested(carol.user, "merge")
    told = [query["sql"] for query in asked if "to_tsquery" in query["sql"]]
    assert ["mergers" in sql for sql in told] == [False, True]


def test_what_is_in_the_archive_is_not_offered(bob):
    archive(make_article("Pump", by=bob.user), by=bob.user)
    assert suggested(bob.user, "pum") == []


@pytest.mark.parametrize(("typed", "statements"), [("pu", 4), ("pump r", 4), ("pumps", 5), ("", 0)])
def test_a_suggestion_costs_the_same_however_much_there_is(
    carol, django_assert_num_queries, typed, statements
):
    for number in range(3):
        make_article(f"Pump room {number}", parent=make_article(f"Hall {number}"))
    with django_assert_num_queries(statements):
        assert all(one.page.parent.title for one in suggested(carol.user, typed))
