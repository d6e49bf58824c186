"""What one may not see is in no answer, count, value, correction, passage or reason.

The board's page stands beside a public one that says nearly the same. For everybody else each answer must be
what it would be if the board had never written anything.
"""

import pytest

from kmsite.search.choosing import SORTS
from tests.make import make_article, make_audience, make_community, make_discussion, make_term
from tests.search.asking_for import ask, said

pytestmark = pytest.mark.django_db

QUESTIONS = ["water", "merger", "Merger of the wells", '"of the wells"', "water -merger", "merg", "sharers",
             "transfiguration", "transfigurtion", "takeover or water", "mergr water", "CoP"]  # fmt: skip


def public_pages(alice, cleo):
    make_article("Well", "water of the wells", by=alice.user, tags=["red"])
    make_article("Tank", "water takeover", by=alice.user)
    make_term("Community of practice", "CoP", by=cleo.user)


def private_pages(alice, bob):
    board = make_audience("board", bob.user)
    make_article("Merger", "water transfiguration", by=bob.user, tags=["secret", "red"], audience=board)
    make_article("Merger of the wells", "water CoP", by=bob.user, audience=board, language="german")
    inside = make_community("Secret sharers", by=bob.user, visibility="private")
    make_discussion("Which water?", "tank", by=bob.user, community=inside)


def everything_said(answer):
    """Return all of an answer that anybody could read, but for the ids of rows."""
    return {
        "found": [
            (one.page.title, said(one.title), said(one.passage), one.named, one.status, one.reasons.matches,
             one.reasons.missing, round(one.reasons.text + one.reasons.exactness, 3))
            for one in answer.found
        ],
        "total": (answer.total, answer.is_more, answer.following, answer.is_sampled, answer.is_loosened),
        "facets": [(one.name, one.label, one.values) for one in answer.facets],
        "widened": [(one.words, one.term.title, one.names) for one in answer.widened],
        "mended": answer.mended and (answer.mended.text, answer.mended.total, answer.mended.is_shown),
        "near": [page.title for page in answer.near],
    }  # fmt: skip


def all_answers(who):
    """Return what somebody learns from all questions: in every order, and narrowed to what is secret."""
    answers = {
        (text, sort): everything_said(ask(text, who, sort=sort)) for text in QUESTIONS for sort in SORTS
    }
    for narrowed in ({"tags": ("secret",)}, {"person": "bob"}, {"community": "secret-sharers"},
                     {"section": "merger"}, {"language": "german"}, {"in_archive": True}):  # fmt: skip
        answers |= {
            (text, str(narrowed)): everything_said(ask(text, who, **narrowed)) for text in QUESTIONS[:3]
        }
    return answers


def test_others_learn_nothing_from_any_answer(alice, bob, cleo, mallory):
    public_pages(alice, cleo)
    before = {who: all_answers(who) for who in (None, mallory)}
    private_pages(alice, bob)
    for who, answers in before.items():
        now = all_answers(who)
        for asked, answer in answers.items():
            assert now[asked] == answer, asked
    assert ask("water", bob).total == 5


def test_those_who_may_see_find_and_count_it(alice, bob, cleo):
    public_pages(alice, cleo)
    private_pages(alice, bob)
    answer = ask("water", bob)
    assert {"Merger", "Merger of the wells", "Which water?"} <= {one.page.title for one in answer.found}
    values = {(facet.name, value.key) for facet in answer.facets for value in facet.values}
    assert {("tag", "secret"), ("language", "german"), ("person", "bob")} <= values


def test_the_name_of_a_page_for_an_audience_leads_others_nowhere(alice, bob, cleo, mallory):
    public_pages(alice, cleo)
    private_pages(alice, bob)
    hidden, never = ask("Merger", mallory), ask("Mergxr", mallory)
    assert everything_said(hidden) == everything_said(never)
    assert hidden.total == 0
