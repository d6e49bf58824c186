"""What is asked is never changed: another wording is another version."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kmsite.culture.asking import wording
from kmsite.culture.models import Assessment
from kmsite.culture.refusing import RoundRefused
from kmsite.culture.rounds import holding
from tests.culture.rounds import open_round
from tests.make import make_community

pytestmark = pytest.mark.django_db


def pairs():
    return [(item.from_text, item.to_text) for item in Assessment.objects.first().items.all()]


def test_a_new_wording_is_asked_from_then_on_and_open_rounds_go_on_with_theirs(alice, ada):
    community = make_community("Lessons learned", by=alice.user)
    before = open_round(community, alice.user)
    wording.reword([("I keep it", "We share it"), *pairs()[1:]], base=1, reason="Plainer.", by=ada.user)
    assert Assessment.objects.get(version=1).items.first().from_text == "I know"
    assert Assessment.objects.first().items.first().from_text == "I keep it"
    assert [item.place for item in Assessment.objects.first().items.all()] == [*range(1, 12)]
    assert before.assessment.version == 1
    holding.close(before, by=alice.user)
    assert open_round(community, alice.user).assessment.version == 2


@pytest.mark.parametrize(
    ("change", "base", "said"),
    [
        (lambda known: known, 1, "Nothing"),
        (lambda known: known[:10], 1, "Every pair"),
        (lambda known: [("", "We"), *known[1:]], 1, "Every pair"),
        (lambda known: [("I", "We"), *known[1:]], 0, "meanwhile"),
    ],
)
def test_a_wording_that_is_the_same_incomplete_or_stale_is_refused(ada, change, base, said):
    with pytest.raises(RoundRefused, match=said):
        wording.reword(change(pairs()), base=base, reason="Because.", by=ada.user)
    assert Assessment.objects.count() == 1


def test_only_administrators_word_it_anew(bob, ada):
    with pytest.raises(RoundRefused):
        wording.reword([("I", "We"), *pairs()[1:]], base=1, reason="", by=bob.user)
    assert bob.get("/culture/wording/new/").status_code == 403
    page = ada.get("/culture/wording/new/").content.decode()
    assert "Admitting I don\u2019t know is weakness" in page


def test_an_administrator_words_one_pair_anew_on_the_site(ada):
    form = {"base": "1", "reason": "Plainer."}
    for place, (left, right) in enumerate(pairs(), 1):
        form |= {f"from_{place}": left, f"to_{place}": right}
    assert ada.post("/culture/wording/new/", form).status_code == 422
    assert ada.post("/culture/wording/new/", form | {"from_1": "I keep it"}).status_code == 302
    assert "I keep it" in ada.get("/culture/wording/").content.decode()
    assert Assessment.objects.first().made_at <= timezone.now() + timedelta(seconds=1)
