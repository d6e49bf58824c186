"""Several people at one moment: who learns the same words waits, and nobody ends in a ring."""

import pytest

from kmsite.pages.index import prior, rebuilding, recounting
from kmsite.pages.integrity import violations
from kmsite.pages.models import Audience, Word
from kmsite.pages.readers.audiences import set_audience
from kmsite.pages.saving import editing
from tests.make import make_article
from tests.pages.test_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

WORDS = [f"{first}{second}nnenwort" for first in "bdfgk" for second in "aeiou"]


def text(words):
    return " ".join(words)


def test_two_who_save_the_same_new_words_in_another_order_both_save(monkeypatch):
    monkeypatch.setattr("kmsite.pages.retrying.ATTEMPTS", 1)  # nobody is asked to try again
    pages = [make_article(f"Page {n}") for n in range(4)]
    orders = [WORDS, WORDS[::-1], WORDS[1::2] + WORDS[::2], WORDS]
    answers = at_once(lambda n: editing.revise(pages[n], base=1, body=text(orders[n]), by=None), count=4)
    assert [answer.outcome for answer in answers] == ["saved"] * 4
    assert Word.objects.filter(word__in=WORDS, is_public=True).count() == len(WORDS)
    assert list(violations()) == []


def test_two_pages_narrowed_at_once_are_no_witnesses_for_each_other():
    pages = [make_article(f"Page {n}", "Gyrfalcons.") for n in range(2)]
    inside = Audience.objects.get(pk=-1)
    at_once(lambda n: set_audience(pages[n], inside), count=2)
    assert not Word.objects.get(word="gyrfalcons").is_public


def test_saves_duties_and_a_rebuild_go_on_beside_each_other():
    pages = [make_article(f"Page {n}", text(WORDS)) for n in range(3)]
    rebuilding.begin()
    acts = [
        lambda: editing.revise(pages[0], base=1, body=text(WORDS[5:]), by=None),
        lambda: editing.revise(pages[1], base=1, body=text(WORDS[:5]), by=None),
        lambda: list(rebuilding.go_on()),
        rebuilding.finish,
        prior.weigh_all,
        recounting.recount,
    ]
    answers = at_once(lambda n: acts[n](), count=len(acts))
    assert [answer for answer in answers if isinstance(answer, Exception)] == []
    assert rebuilding.is_whole()
    assert list(violations()) == []
