"""People are found by their names, by what they can be asked about, and by where they work."""

import pytest
from django.contrib.auth.models import AnonymousUser

from kmsite.pages.endings.trashing import trash
from kmsite.profiles.finding import near_names, people_for, shown
from kmsite.profiles.introducing import introduce
from tests.make import make_article, make_audience, make_term
from tests.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def rene(db):
    return make_user("rene", "author", name="René O\u2019Neill-Łukasz")


def names(reader, question):
    words = question.split()
    return [str(one.person) for one in shown(reader, people_for(reader, words).ids, words)]


def test_a_name_is_found_whatever_its_accents_capitals_and_hyphens(carol, rene):
    for question in ("rene", "RENÉ", "oneill", "o\u2019neill", "Neill-Lukasz rené", "łuk", "lukasz on"):
        found = names(carol.user, question)
        assert found == ([] if question.startswith("Neill") else [str(rene)]), question


def test_a_word_of_a_name_may_be_unfinished_and_all_words_must_be_there(carol):
    make_user("anna-lena", name="Anna-Lena Berg")
    make_user("anton", name="Anton Berg")
    assert names(carol.user, "ann be") == ["Anna-Lena Berg"]
    assert names(carol.user, "berg") == ["Anna-Lena Berg", "Anton Berg"]
    assert names(carol.user, "berg & (x:*") == []


def test_who_can_be_asked_about_a_term_is_found_by_each_of_its_names(carol, rene, alice):
    term = make_term("Community of practice", "CoP")
    introduce(rene, terms=[term])
    introduce(alice.user, terms=[term], is_open_to_questions=False)
    for question in ("cop", "community of pr", "practice"):
        assert names(carol.user, question) == [str(rene)], question
    (somebody,) = shown(carol.user, [rene.pk], ["cop"], [term.pk])
    assert [one.title for one in somebody.terms] == ["Community of practice"]


def test_who_works_somewhere_is_found_after_those_of_that_name(carol, rene):
    make_user("lagerkvist", name="Pär Lagerkvist")
    introduce(rene, terms=[], department="Lager und Logistik")
    people = people_for(carol.user, ["lager"])
    assert [one.name[0][0] for one in shown(carol.user, people.ids, [])] == ["Pär Lagerkvist", str(rene)]
    assert (people.total, people.called) == (2, 1)


def test_a_closed_account_is_found_by_nothing(carol, rene):
    term = make_term("Yarning")
    introduce(rene, terms=[term], department="Logistics")
    assert names(carol.user, "logistics") == names(carol.user, "yarning") == [str(rene)]
    rene.is_active = False
    rene.save()
    assert [names(carol.user, word) for word in ("logistics", "yarning", "rene")] == [[], [], []]
    assert near_names(carol.user, ["renne"]) == []


def test_a_stranger_finds_those_who_wrote_what_strangers_read_and_only_by_name(rene, bob, alice, settings):
    make_article("Pump", by=bob.user)
    make_article("Secret", by=rene, audience=make_audience("Board", rene))
    introduce(bob.user, terms=[make_term("Yarning")], department="Logistics")
    stranger = AnonymousUser()
    assert names(stranger, "bob") == ["Bob"]
    assert [names(stranger, word) for word in ("rene", "alice", "logistics", "yarning")] == [[], [], [], []]
    (somebody,) = shown(stranger, [bob.user.pk], ["bob"])
    assert (somebody.department, somebody.terms) == ((), [])
    assert near_names(stranger, ["bobb"]) == [bob.user.pk]
    assert near_names(stranger, ["rennee"]) == []
    settings.READING = "signed-in"
    assert names(stranger, "bob") == []


def test_a_term_in_the_trash_leads_to_nobody(rene, carol, bob):
    term = make_term("Yarning", status="draft")
    introduce(rene, terms=[term])
    assert names(carol.user, "yarning") == [str(rene)]
    trash([term], by=bob.user)
    assert names(carol.user, "yarning") == []


def test_a_name_that_was_mistyped_leads_to_those_that_are_like_it(carol, rene):
    make_user("smith", name="John Smith")
    assert near_names(carol.user, ["jhon", "smiht"])
    assert near_names(carol.user, ["reneé"]) == [rene.pk]
    assert near_names(carol.user, ["zebra"]) == []


def test_finding_people_takes_two_statements_and_showing_them_two(
    carol, rene, django_assert_max_num_queries, django_assert_num_queries
):
    term = make_term("Yarning")
    introduce(rene, terms=[term])
    with django_assert_max_num_queries(4):  # two of them for what Carol may do and read
        found = people_for(carol.user, ["yarning"])
    with django_assert_num_queries(2):
        shown(carol.user, found.ids, ["yarning"], found.terms)
