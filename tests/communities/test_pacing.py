"""Nobody floods others through a community: what tells people is limited as it is elsewhere."""

import pytest

from communities import admitting
from communities.models import Event
from kmsite.settings import LIMITS
from kmsite.talk.models import Comment, Notice
from tests.communities.test_planning import form_of
from tests.make import make_community, make_discussion

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def real_figures(settings):
    settings.LIMITS = LIMITS


@pytest.fixture
def here(mallory):
    """The address of a community of somebody who is new."""
    return make_community("Sharers", by=mallory.user)


def test_somebody_new_plans_only_so_many_events_in_a_minute(mallory, here):
    answers = [mallory.post("/events/new/", form_of(title=f"Day {n}", key=f"k{n}")) for n in range(5)]
    assert answers[-1].status_code == 429
    assert "Day 4" in answers[-1].text
    assert Event.objects.count() < 5


def test_nobody_is_taken_out_and_let_in_again_to_be_told_so(mallory, carol, here):
    answers = []
    for _round in range(5):
        admitting.add(here, [carol.user], by=mallory.user)
        sent = {"reason": "Buy pumps."}
        answers.append(mallory.post(f"{here.get_absolute_url()}members/carol/take-out/", sent))
    assert [answer.status_code for answer in answers] == [302, 302, 302, 302, 429]
    assert "Buy pumps." in answers[-1].text
    assert Notice.objects.filter(user=carol.user, kind="taken_out").count() == 4


def test_asking_for_more_is_a_comment_like_any_other(mallory, here):
    question = make_discussion(community=here, by=mallory.user)
    states = ("unclear", "open", "unclear", "open", "unclear")
    sent = [{"state": state, "body": f"More {n}", "key": f"k{n}"} for n, state in enumerate(states)]
    answers = [mallory.post(f"{question.get_absolute_url()}state/", one) for one in sent]
    assert answers[-1].status_code == 429
    assert "More 4" in answers[-1].text
    assert Comment.objects.count() == 4
