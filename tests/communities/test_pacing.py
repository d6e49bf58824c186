"""Nobody floods others through a community: what tells people is limited as it is elsewhere."""

import pytest

from communities.models import Event, Membership, Rsvp, SameHere, ShelfItem, Stage
from communities.people import admitting
from communities.shelves import shelving
from kmsite.pages.models import LedgerEntry, Tally
from kmsite.settings import LIMITS
from kmsite.talk import commenting
from kmsite.talk.models import Comment, Notice
from tests.communities.test_planning import form_of
from tests.make import make_article, make_community, make_discussion, make_event, make_member
from tests.people import make_user

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


@pytest.fixture
def tells_three(settings):
    settings.LIMITS = {"tell": {"new": (3, 3600)}}


def add(person, community, *names):
    sent = {"people": "\n".join(names), "is_confirmed": "True"}
    return person.post(f"{community.get_absolute_url()}members/add/", sent)


def test_who_adds_people_by_list_is_paced_by_people_and_keeps_the_list(mallory, here, tells_three):
    for name in ("ann", "ben", "cem", "dora"):
        make_user(name)
    at_once = add(mallory, here, "ann", "ben", "cem", "dora")
    assert at_once.status_code == 422
    assert "This would tell more than 3 people at once" in at_once.text
    assert "dora" in at_once.text
    assert add(mallory, here, "ann", "ben").status_code == 302
    too_soon = add(mallory, here, "cem", "dora")
    assert too_soon.status_code == 429
    assert "This would tell more people than you may in an hour. Wait 60 minutes" in too_soon.text
    assert "dora" in too_soon.text
    assert Membership.objects.count() == 3, "nobody of a refused list was added"
    assert add(mallory, here, "cem").status_code == 302
    assert Notice.objects.filter(kind="added_to_community").count() == 3


def test_people_told_in_other_ways_count_as_well_and_a_refused_comment_is_not_said(mallory, tells_three):
    for name in ("ann", "ben", "cem", "dora"):
        make_user(name)
    talk = f"{make_article('Pump').get_absolute_url()}comments/"
    assert mallory.post(talk, {"body": "@ann @ben look", "key": "k1"}).status_code == 302
    refused = mallory.post(talk, {"body": "@cem @dora look", "key": "k2"})
    assert (refused.status_code, "@cem @dora look" in refused.text) == (429, True)
    assert Comment.objects.count() == 1
    assert Tally.objects.get().number == 2
    assert mallory.post(talk, {"body": "I look alone.", "key": "k3"}).status_code == 302


@pytest.mark.parametrize("way", ["members/add/", "invitations/"])
def test_nobody_is_brought_into_a_community_that_is_only_proposed(mallory, bob, carol, way):
    proposed = make_community("Idea", by=mallory.user, stage=Stage.Name.PROPOSED)
    make_member(proposed, bob.user, "leader")
    there = f"{proposed.get_absolute_url()}{way}"
    sent = {"username": "carol", "people": "carol", "is_confirmed": "True", "message": "Come along."}
    refused = mallory.post(there, sent)
    assert refused.status_code == 422
    assert "only proposed" in refused.text
    assert not Notice.objects.filter(user=carol.user).exists()
    assert "Add people" not in mallory.get(f"{proposed.get_absolute_url()}invitations/").text
    assert bob.post(there, sent).status_code == 302, "who decides about proposals may"


def test_coming_and_not_coming_in_turns_comes_to_an_end(mallory, here):
    at = f"{make_event(community=here).get_absolute_url()}answer/"
    answers = [mallory.post(at, {"answer": ("yes", "no")[n % 2]}) for n in range(11)]
    assert [answer.status_code for answer in answers] == [302] * 10 + [429]
    assert Rsvp.objects.get().answer == "no"


def test_having_a_question_too_counts_with_it(mallory, carol, here, settings):
    settings.LIMITS = {"answer": {"new": (1, 60)}}
    question = make_discussion(community=here, by=carol.user)
    at = f"{question.get_absolute_url()}same-here/"
    assert [mallory.post(at, {"has": has}).status_code for has in ("yes", "no")] == [302, 429]
    assert SameHere.objects.filter(user=mallory.user).exists()


def test_cancelling_and_taking_that_back_counts_as_editing(mallory, here, settings):
    event = make_event(community=here, by=mallory.user)
    settings.LIMITS = {"edit": {"new": (4, 60)}}  # with the community and the event
    at, answers = f"{event.get_absolute_url()}cancel/", []
    for _time in range(3):
        event.refresh_from_db()
        sent = {"base_revision": event.current.number, "entry_why_text": "Rain."}
        answers.append(mallory.post(at, sent).status_code)
    assert answers == [302, 302, 429]


def test_a_shelf_is_filled_and_put_in_order_only_so_fast(mallory, here, settings):
    settings.LIMITS = {"shelve": {"new": (2, 60)}}
    first = shelving.begin(here, title="First", intro="", by=mallory.user)
    put = {"what": "https://example.org/", "title": "Elsewhere", "why": "A view."}
    assert mallory.post(f"/shelves/{first.pk}/add/", put).status_code == 302
    refused = mallory.post(f"/shelves/{first.pk}/add/", {**put, "why": "Kept words."})
    assert (refused.status_code, "Kept words." in refused.text) == (429, True)
    item = ShelfItem.objects.get()
    for way in ("move/", "remove/", f"items/{item.pk}/move/", f"items/{item.pk}/remove/"):
        assert mallory.post(f"/shelves/{first.pk}/{way}", {"step": "up"}).status_code == 429, way


def test_roles_and_stewards_are_named_only_so_fast(mallory, carol, here, settings):
    settings.LIMITS = {"appoint": {"new": (3, 60)}}  # two are those of who founded it
    make_member(here, carol.user)
    pump, roles = make_article("Pump"), f"{here.get_absolute_url()}roles/carol/"
    assert mallory.post(roles, {"role": "greeter"}).status_code == 302
    for at, sent in {
        roles: {"role": "expert"},
        f"{roles}end/": {"role": "greeter", "handover": "Kept words."},
        f"{here.get_absolute_url()}looks-after/": {"page": "Pump"},
        f"{pump.get_absolute_url()}stewards/": {"community": here.pk},
    }.items():
        assert mallory.post(at, sent).status_code == 429, at
    assert LedgerEntry.objects.filter(verb="role_given", about__role="greeter").count() == 1


def test_threads_are_settled_only_so_fast_and_one_may_always_leave(mallory, carol, here, settings):
    settings.LIMITS = {"settle": {"new": (2, 60)}, "join": {"new": (1, 60)}}
    question = make_discussion(community=here, by=mallory.user)
    said = commenting.comment(question, body="Like this.", by=carol.user)
    at = [f"/c/{said.pk}/{way}/" for way in ("resolve", "reopen", "resolve")]
    assert [mallory.post(one).status_code for one in at] == [302, 302, 429]
    assert mallory.post(f"{question.get_absolute_url()}answers/{said.pk}/").status_code == 429
    ways = [f"{here.get_absolute_url()}{way}/" for way in ("join", "leave", "join")]
    assert [carol.post(one).status_code for one in ways] == [302, 302, 429]
    assert Notice.objects.filter(kind="resolved").count() == 1
