"""The pages of a round: what members, readers and facilitators see while it is open and when it is closed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kmsite.culture.alone import remembering
from kmsite.culture.models import Lens, Participation, Response, Round
from kmsite.culture.rounds import holding
from kmsite.talk.models import Notice
from tests.culture.instrument import sent
from tests.culture.rounds import LEFT, RIGHT, SPLIT, answer_all, make_people, open_round
from tests.make import make_community, make_member
from tests.people import Person

pytestmark = pytest.mark.django_db
HOME = "/communities/lessons-learned/culture/"
FIGURES = ("took part", "Statement by statement", "Spring", "shift-row")


@pytest.fixture
def community(alice):
    return make_community("Lessons learned", by=alice.user)


@pytest.fixture
def member(carol, community):
    make_member(community, carol.user)
    return carol


def held(community, by, number=6, answers=SPLIT):
    """Hold a round in which so many people answer."""
    round = open_round(community, by)
    answer_all(round, make_people(number, community), answers)
    return holding.close(round, by=by)


def test_six_people_hold_a_round_from_its_opening_to_its_picture(alice, community):
    people = [Person(user) for user in make_people(6, community)]
    until = f"{timezone.localtime() + timedelta(days=3):%Y-%m-%dT%H:%M}"
    opening = {"title": "Spring", "lens": "community", "closes_at": until}
    assert alice.post(f"{HOME}open/", opening).headers["Location"] == f"{HOME}1/"
    for at, person in enumerate(people):
        if at == 4:
            assert "Fewer than five have answered so far." in person.get(HOME).text
        answered = person.post(f"{HOME}1/answer/", sent(["1", "5"][at % 2], "community"))
        assert answered.status_code == 200
        assert "Thank you: your answers are counted" in answered.text
    page = people[0].get(f"{HOME}1/").text
    assert "6 of 7 members have answered." in page
    assert "You have answered." in page
    assert "Statement by statement" not in page
    assert alice.post(f"{HOME}1/close/").headers["Location"] == f"{HOME}1/"
    page = people[0].get(f"{HOME}1/").text
    assert "6 people took part." in page
    assert "Where we are furthest apart" in page
    assert "Where we agree most" in page
    assert not Response.objects.exists()


@pytest.mark.parametrize("address", [HOME, f"{HOME}1/"])
def test_readers_who_are_not_members_learn_only_that_a_round_was_held(
    alice, member, mallory, anonymous, community, address
):
    held(community, alice.user)
    assert all(said in member.get(address).text for said in ("Spring", "6 people took part"))
    for stranger in (mallory, anonymous):
        page = stranger.get(address).text
        assert "A round was held on" in page
        assert [said for said in FIGURES if said in page] == []


def test_readers_who_are_not_members_are_asked_to_join_before_they_answer(alice, mallory, community):
    open_round(community, alice.user)
    for address in (HOME, f"{HOME}1/"):
        page = mallory.get(address).text
        assert "It is for members" in page
        assert "Spring" not in page
        assert f"{HOME}1/answer/" not in page
    assert mallory.get(f"{HOME}1/answer/").headers["Location"] == f"{HOME}1/"
    assert mallory.post(f"{HOME}1/answer/", sent("5", "community")).status_code == 403
    assert not Participation.objects.exists()


def test_who_left_sees_no_figures_any_more(alice, member, community):
    held(community, alice.user)
    assert member.get(f"{HOME}1/picture.csv").status_code == 200
    member.post("/communities/lessons-learned/leave/", {"sure": "on"})
    assert member.get(f"{HOME}1/picture.csv").status_code == 403
    assert "took part" not in member.get(f"{HOME}1/").text


def test_nobody_sees_a_figure_while_it_is_open_not_even_who_holds_it(alice, member, community):
    round = open_round(community, alice.user)
    answer_all(round, make_people(7, community), SPLIT)
    for person in (alice, member):
        assert "Statement by statement" not in person.get(f"{HOME}1/").text
        assert person.get(f"{HOME}1/picture.svg").status_code == 404
    Round.objects.update(opened_at=timezone.now() - timedelta(2), closes_at=timezone.now() - timedelta(1))
    page = member.get(f"{HOME}1/").text
    assert "The time is over; the result is being prepared." in page
    assert ">Answer</a>" not in page
    holding.close_overdue()
    assert "because its time was over" in member.get(f"{HOME}1/").text


def test_a_round_of_four_shows_nothing_and_says_why(alice, member, community):
    round = open_round(community, alice.user)
    answer_all(round, make_people(4, community), RIGHT)
    asked = alice.get(f"{HOME}1/close/").text
    assert "Fewer than five have answered so far. If you close it now, nothing will be shown" in asked
    alice.post(f"{HOME}1/close/")
    page = member.get(f"{HOME}1/").text
    assert "Fewer than five people answered." in page
    assert "4 " not in page.partition("<main")[2].partition("Opened")[0]
    assert member.get(f"{HOME}1/picture.svg").status_code == 404


def test_closing_says_how_many_have_answered_from_five_on_and_closes_once(alice, bob, community):
    round = open_round(community, alice.user)
    answer_all(round, make_people(5, community), RIGHT)
    assert "5 of 6 members have answered." in alice.get(f"{HOME}1/close/").text
    assert bob.get(f"{HOME}1/close/").status_code == bob.post(f"{HOME}1/close/").status_code == 403
    alice.post(f"{HOME}1/close/")
    again = alice.post(f"{HOME}1/close/", follow=True)
    assert "The round is closed already." in again.text
    assert "The round is closed already." in alice.get(f"{HOME}1/close/", follow=True).text


def test_the_round_before_stands_beside_it_unless_it_asked_of_others_or_in_other_words(
    alice, member, community
):
    people = make_people(6, community)
    for title, lens, answers in (
        ("First", "community", LEFT),
        ("Me", "me", LEFT),
        ("Third", "community", SPLIT),
    ):
        round = open_round(community, alice.user, lens=lens, title=title)
        answer_all(round, people, answers)
        holding.close(round, by=alice.user)
    assert "First, " in member.get(f"{HOME}3/").text
    assert "Me, " not in member.get(f"{HOME}3/picture.csv").text
    assert "First, " not in member.get(f"{HOME}2/picture.csv").text


def test_who_kept_their_own_answers_sees_them_marked_and_nobody_else_does(alice, member, community):
    round = open_round(community, alice.user)
    answer_all(round, make_people(6, community), SPLIT)
    remembering.keep(round.assessment, {Lens.COMMUNITY: [4] * 11}, by=member.user)
    holding.close(round, by=alice.user)
    assert "you: more right" in member.get(f"{HOME}1/").text
    assert "you: more right" not in alice.get(f"{HOME}1/").text
    assert "you" not in member.get(f"{HOME}1/picture.csv").text


def test_members_are_told_that_it_opened_and_those_who_took_part_that_it_closed(alice, member, community):
    round = open_round(community, alice.user)
    assert [one.user for one in Notice.objects.filter(kind="round_opened")] == [member.user]
    page = member.get("/me/notices/").text
    assert "A round of the culture shift is open in “Lessons learned” until" in page
    people = make_people(5, community)
    answer_all(round, people, RIGHT)
    holding.close(round, by=alice.user)
    told = Notice.objects.filter(kind="round_closed")
    assert {one.user for one in told} == set(people)
    assert {one.about["at"] for one in told} == {f"{HOME}1/"}


def test_an_example_says_so_wherever_it_stands(alice, member, community):
    round = held(community, alice.user)
    Round.objects.filter(pk=round.pk).update(is_example=True)
    assert ">Example</span>" in member.get(HOME).text
    assert ">Example</span>" in member.get(f"{HOME}1/").text
    for extension in ("svg", "csv"):
        file = member.get(f"{HOME}1/picture.{extension}")
        assert "Example: Spring" in file.text
        assert 'filename="example-culture-lessons-learned-1' in file.headers["Content-Disposition"]
