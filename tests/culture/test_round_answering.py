"""Answering in a round: what is counted, what is refused, and that nothing of it is lost or left behind."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from kmsite.culture.models import Participation, Response
from kmsite.culture.rounds import answering, holding
from tests.culture.instrument import sent
from tests.culture.rounds import RIGHT, answer_all, make_people, open_round
from tests.make import make_community, make_member
from tests.people import Person

pytestmark = pytest.mark.django_db
HERE = "/communities/lessons-learned/culture/1/answer/"
OF_ALL = "/culture/rounds/1/answer/"
MINE = ["2", "4", "unsure", "1", "5", "3", "2", "4", "1", "5", "3"]


@pytest.fixture
def community(alice):
    return make_community("Lessons learned", by=alice.user)


@pytest.fixture
def round(alice, carol, community):
    make_member(community, carol.user)
    return open_round(community, alice.user)


def chosen(page):
    """Return how many positions are marked in a page."""
    return page.text.count(" checked")


def test_answers_are_shown_once_and_a_reload_says_that_one_has_answered(carol, round):
    asked = carol.get(HERE).text
    assert "an administrator of the database could in principle match the two" in asked
    page = carol.post(HERE, sent(MINE, "community"))
    assert "Thank you: your answers are counted" in page.text
    assert "you can delete it at any time" in page.text
    assert page.headers["Cache-Control"] == "private, no-store"
    assert Response.objects.get().answers == [2, 4, None, 1, 5, 3, 2, 4, 1, 5, 3]
    again = carol.post(HERE, sent(MINE, "community"))
    assert again.status_code == 409
    assert "You have answered in this round." in again.text
    assert carol.get(HERE).headers["Location"] == HERE.removesuffix("answer/")
    assert Response.objects.count() == Participation.objects.count() == 1


def test_what_is_missing_or_forged_is_asked_for_again_and_nothing_is_counted(carol, round):
    for wrong in ("", "6", "0", "-1", "5.0", "x" * 5000):
        page = carol.post(HERE, sent([*MINE[:10], wrong], "community"))
        assert page.status_code == 422
        assert "One answer is missing" in page.text
        assert chosen(page) == 10
    assert carol.post(HERE, {}).status_code == 422
    assert not Participation.objects.exists()
    assert not Response.objects.exists()


def test_who_is_too_late_sees_what_they_sent_and_that_it_is_not_counted(alice, carol, community, round):
    holding.close(round, by=alice.user)
    page = carol.post(HERE, sent(MINE, "community"))
    assert page.status_code == 409
    assert "This was not counted" in page.text
    assert "The round is closed: nothing that comes now is counted." in page.text
    assert "more left" in page.text
    assert not Participation.objects.exists()


def test_who_sends_while_somebody_closes_is_told_the_same(alice, carol, round, monkeypatch):
    def too_late(*args, **kwargs):
        holding.close(round, by=alice.user)
        return answer(*args, **kwargs)

    answer = answering.answer
    monkeypatch.setattr(answering, "answer", too_late)
    page = carol.post(HERE, sent(MINE, "community"))
    assert page.status_code == 409
    assert "This was not counted" in page.text


def test_an_expired_form_comes_back_with_what_was_chosen(carol, round):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = carol.cookies
    page = strict.post(HERE, sent(MINE, "community"))
    assert page.status_code == 403
    assert "The form had expired, so nothing was counted." in page.text
    assert chosen(page) == 11
    assert "no-store" in page.headers["Cache-Control"]
    assert not Participation.objects.exists()


@pytest.mark.parametrize("verb", ["put", "patch", "delete"])
def test_a_verb_that_no_form_sends_is_refused_and_no_error_of_the_server(carol, round, verb):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = carol.cookies
    assert getattr(strict, verb)(HERE).status_code == 403


def test_who_was_signed_out_keeps_the_answers_in_the_page_and_learns_nothing(anonymous, round):
    page = anonymous.post(HERE, sent(MINE, "community"))
    assert page.status_code == 403
    assert "You are not signed in any more" in page.text
    assert 'name="community-1" value="2"' in page.text
    assert "Lessons learned" not in page.text
    nowhere = anonymous.post(HERE.replace("/1/", "/77/"), sent(MINE, "community"))
    assert (nowhere.status_code, "You are not signed in any more" in nowhere.text) == (403, True)
    assert anonymous.get(HERE).status_code == 302


def test_answers_go_into_no_session_cookie_or_address(carol, round):
    page = carol.post(HERE, sent(MINE, "community"))
    assert set(page.cookies) <= {"csrf"}
    assert not page.has_header("Location")
    assert all("community-1" not in str(one.get_decoded()) for one in Session.objects.all())


def test_in_the_round_of_the_organisation_one_may_answer_as_a_member(ada, carol, community):
    make_member(community, carol.user)
    open_round(None, ada.user, lens="organisation")
    assert "I answer as a member of" in carol.get(OF_ALL).text
    assert "I answer as a member of" not in ada.get(OF_ALL).text
    carol.post(OF_ALL, sent(MINE, "organisation", community=community.pk))
    assert Response.objects.get().community == community


def test_a_community_that_is_not_ones_own_is_refused_with_everything_kept(ada, mallory, community):
    private = make_community("Secret", by=ada.user, visibility="private")
    open_round(None, ada.user, lens="organisation")
    pages = [
        mallory.post(OF_ALL, sent(MINE, "organisation", community=forged))
        for forged in (community.pk, private.pk, 987_654, "x", "9" * 40)
    ]
    assert {page.status_code for page in pages} == {422}
    assert {chosen(page) for page in pages} == {11}
    assert all("You cannot answer as a member of this community." in page.text for page in pages)
    assert not Participation.objects.exists()
    assert not Response.objects.exists()


def test_no_community_is_named_in_the_round_of_one(carol, community, round):
    page = carol.post(HERE, sent(MINE, "community", community=community.pk))
    assert page.status_code == 422
    assert not Participation.objects.exists()


def test_everybody_answers_in_the_organisation_and_members_see_their_part(ada, carol, community):
    round = open_round(None, ada.user, lens="organisation")
    make_member(community, carol.user)
    answer_all(round, make_people(9, community), [3] * 11, community=community)
    answer_all(round, make_people(9, name="other"), RIGHT)
    assert "18 of" in ada.get("/culture/rounds/").text
    holding.close(round, by=ada.user)
    part = "Our members in the round of the organisation"
    assert part in carol.get("/communities/lessons-learned/culture/").text
    stranger = Person(make_people(1, name="stranger")[0])
    assert part not in stranger.get("/communities/lessons-learned/culture/").text
    assert "18 people took part" in stranger.get("/culture/rounds/1/").text
