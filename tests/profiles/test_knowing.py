"""Who can be asked about a term: everybody first, then people in a fair order."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kmsite.pages.models import Page
from kmsite.profiles.introducing import introduce
from kmsite.profiles.models import Expertise
from tests.make import make_community, make_discussion, make_member, make_term

pytestmark = pytest.mark.django_db


@pytest.fixture
def tacit(cleo):
    return make_term("Tacit knowledge", "TK", by=cleo.user)


def test_a_term_leads_to_those_whom_one_can_ask_and_to_a_public_question_first(alice, carol, tacit):
    introduce(alice.user, terms=[tacit], department="Turbines")
    assert "/people/?about=tacit-knowledge" in carol.get("/glossary/tacit-knowledge/").text
    page = carol.get("/people/?about=tacit-knowledge").text
    assert page.index("/discussions/new/?about=tacit-knowledge") < page.index("/people/alice/")
    assert "Turbines" in page
    assert "/people/alice/" in carol.get("/people/?about=tk").text
    assert "?about=tacit-knowledge" in carol.get("/people/").text


def test_whoever_confirmed_last_comes_first(alice, bob, carol, tacit):
    for person in (alice, bob):
        introduce(person.user, terms=[tacit])
    Expertise.objects.filter(user=bob.user).update(confirmed_at=timezone.now() - timedelta(days=3))
    page = carol.get("/people/?about=tacit-knowledge").text
    assert page.index("/people/alice/") < page.index("/people/bob/")


def test_who_is_not_open_to_questions_or_gone_is_not_listed(alice, bob, carol, tacit):
    introduce(alice.user, terms=[tacit], is_open_to_questions=False)
    introduce(bob.user, terms=[tacit])
    type(bob.user).objects.filter(pk=bob.user.pk).update(is_active=False)
    page = carol.get("/people/?about=tacit-knowledge").text
    assert "Nobody has said yet" in page
    assert "/people/alice/" not in page
    assert "Tacit" not in carol.get("/people/").text


def test_communities_of_the_subject_stand_beside_their_members(alice, bob, carol, mallory, tacit):
    introduce(bob.user, terms=[tacit])
    open_one = make_community("Quiet knowers", by=alice.user)
    ring = make_community("Inner ring", by=alice.user, visibility="private")
    for community in (open_one, ring):
        make_member(community, bob.user)
        make_discussion("What is silent?", by=alice.user, community=community, about=(tacit.pk,))
    make_community("Pump people", by=alice.user)
    page = carol.get("/people/?about=tacit-knowledge").text
    assert page.count("Quiet knowers") == 2
    assert "Inner ring" not in page
    assert "Pump people" not in page


@pytest.mark.parametrize("asked", ["nonsense", "x" * 500, "%00", "%F0%9F%98%80"])
def test_what_is_no_term_gets_a_clear_answer(carol, asked):
    assert "There is no term with this name" in carol.get(f"/people/?about={asked}").text or asked == "%00"


def test_strangers_sign_in_first(anonymous, tacit):
    assert anonymous.get("/people/?about=tacit-knowledge").url.startswith("/accounts/login/")


def test_the_list_costs_the_same_for_many(carol, tacit, django_assert_max_num_queries):
    people = [type(carol.user)(username=f"person{number}") for number in range(40)]
    made = type(carol.user).objects.bulk_create(people)
    now = timezone.now()
    Expertise.objects.bulk_create(
        Expertise(user=one, term=Page.objects.get(pk=tacit.pk), confirmed_at=now) for one in made
    )
    with django_assert_max_num_queries(16):
        carol.get("/people/?about=tacit-knowledge")
