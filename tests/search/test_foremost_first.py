"""Searches for words of very many pages, which read the foremost pages and no others."""

from itertools import product

import pytest

from kmsite.pages.models import SearchEntry
from kmsite.search import hits, statement
from kmsite.search.asking import Question
from kmsite.search.choosing import NEWEST, TITLE, Choice
from kmsite.search.finding import find
from tests.make import make_article, make_audience, make_term

pytestmark = pytest.mark.django_db
COUNTED = 4


@pytest.fixture
def pumps(monkeypatch, carol):
    """Fourteen pages about pumps in the order of their priors, seven of them foremost; totals end at four.

    Three of the foremost are for Carol alone.
    """
    monkeypatch.setattr(statement, "COUNTED", COUNTED)
    monkeypatch.setattr(hits, "COUNTED", COUNTED)
    monkeypatch.setattr(statement, "RANKED", COUNTED)
    few = make_audience("Few", carol.user)
    pages = [
        make_article(
            f"Pump {number}",
            "About pumps.",
            tags=["wet"] if number % 2 else [],
            audience=few if number < 3 else None,
        )
        for number in range(12)
    ]
    pages += [make_term("Pump of terms"), make_article("Well", "A pump may stand here.")]
    for number, page in enumerate(pages):
        mark(page, prior=1 - number / 20, is_foremost=number < 7)
    return pages


def mark(page, **facts):
    SearchEntry.objects.filter(page=page).update(**facts)


def met(reader, text, **choice):
    answer = find(reader, Question.asked(f"{text} "), Choice(**choice))
    facets = {(facet.name, value.key, value.count) for facet in answer.facets for value in facet.values}
    return [found.page.pk for found in answer.found], answer.total, facets


def test_the_answer_is_the_same_as_if_all_pages_were_read(pumps, carol):
    texts = ["pump", "pumps or wells", "pump -well", '"about pumps"', "pump 3", "pomp"]
    choices = [{}, {"kinds": ("article",)}, {"tags": ("wet",)}, {"since": "day"}]
    asked = [*product(texts, [*choices, {"sort": TITLE}, {"sort": NEWEST}])]
    quickly = [met(carol.user, text, **choice) for text, choice in asked]
    SearchEntry.objects.update(is_foremost=False)
    assert quickly == [met(carol.user, text, **choice) for text, choice in asked]


def test_no_other_pages_are_read_where_enough_of_the_foremost_answer(pumps, carol):
    mark(pumps[13], prior=2)
    assert pumps[13].pk not in met(carol.user, "pump")[0]
    assert pumps[13].pk in met(carol.user, "pump", sort=NEWEST)[0]
    mark(pumps[6], is_foremost=False)
    mark(pumps[5], is_foremost=False)
    mark(pumps[4], is_foremost=False)
    assert pumps[13].pk in met(carol.user, "pump")[0], "four are no more than are counted"


def test_hidden_pages_are_not_counted_among_what_is_enough(pumps, carol, mallory):
    mark(pumps[13], prior=2)
    assert pumps[13].pk not in met(carol.user, "pump")[0]
    assert pumps[13].pk in met(mallory.user, "pump")[0]
    assert met(mallory.user, "pump")[1] == COUNTED + 1
