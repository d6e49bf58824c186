"""What a search costs: a fixed number of statements, whatever it finds."""

import pytest

from tests.make import make_article, make_audience, make_term
from tests.search.asking_for import ask

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages(cleo):
    for number in range(25):
        make_article(f"Page {number}", "water runs", tags=["red"])
    make_term("Water", "H2O", by=cleo.user)


def test_an_answer_costs_the_same_however_many_pages_answer(pages, django_assert_num_queries):
    with django_assert_num_queries(8):
        ask("runs ")
    with django_assert_num_queries(11):  # so few that a slip is looked for, and pages with most of the words
        ask("runs page 7 ")


def test_synonyms_a_beginning_and_filters_cost_one_more_each(pages, django_assert_num_queries):
    with django_assert_num_queries(11):
        ask("water runs pag", tags=("red",))


def test_a_slip_costs_a_fixed_number(pages, django_assert_max_num_queries):
    with django_assert_max_num_queries(22):
        assert ask("watr rnus").mended.is_shown
    with django_assert_max_num_queries(22):
        ask("zzzzq xxxxq yyyyq wwwwq")


def test_what_is_hidden_costs_as_many_statements_as_what_is_not_there(
    pages, alice, mallory, django_assert_num_queries
):
    make_article("Merger", "transfiguration", audience=make_audience("board", alice.user))
    ask("transfiguration ", mallory)
    with django_assert_num_queries(12):
        ask("transfiguration ", mallory)
    with django_assert_num_queries(12):
        ask("transfigxratiox ", mallory)
