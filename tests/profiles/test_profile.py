"""A person's page: what they say of themselves, and what they did, as far as a reader may know it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from glossary import curating
from kmsite.pages.endings import trashing
from kmsite.profiles.introducing import introduce
from kmsite.profiles.models import Expertise, Profile
from kmsite.stewardship import entrusting
from kmsite.talk import commenting
from tests.make import (
    make_article,
    make_audience,
    make_community,
    make_discussion,
    make_member,
    make_term,
)

pytestmark = pytest.mark.django_db
HIDES = ("hides_written", "hides_answered", "hides_looked_after", "hides_communities")


@pytest.fixture
def tacit(cleo):
    return make_term("Tacit knowledge", "TK", by=cleo.user)


@pytest.fixture
def busy_bob(alice, bob):
    """Bob wrote, answered, looks after something and leads a community."""
    page = make_article("Bob's pump", by=bob.user)
    community = make_community("Pump people", by=alice.user)
    make_member(community, bob.user, "facilitator")
    question = make_discussion("Which oil?", by=alice.user, community=community)
    comment = commenting.comment(question, body="The green one.", by=bob.user)
    alice.post(f"/discussions/{question.slug}/answers/{comment.pk}/", {"act": "accept"})
    entrusting.entrust(make_article("Valve", by=alice.user), person=bob.user, by=bob.user)
    return page


def form(**said):
    return {"department": "Turbines", "about": "I mend pumps.", "is_open_to_questions": "on", **said}


def test_somebody_says_who_they_are_and_others_read_it(alice, carol, anonymous, tacit):
    make_article("Pump", by=alice.user)
    answer = alice.post("/me/profile/", form(terms="TK"), follow=True)
    assert answer.redirect_chain[-1][0] == "/people/alice/"
    for word in ("Turbines", "I mend pumps.", "Tacit knowledge", "last confirmed", "?about=tacit-knowledge"):
        assert word in carol.get("/people/alice/").text
    stranger = anonymous.get("/people/alice/").text
    assert "Pump" in stranger
    assert "Turbines" not in stranger
    assert "Tacit knowledge" not in stranger


def test_departments_are_suggested(alice, carol):
    alice.post("/me/profile/", form())
    assert '<option value="Turbines">' in carol.get("/me/profile/").text


@pytest.mark.parametrize("wrong", [{"terms": "Nonsense"}, {"about": "x" * 501}, {"department": "x" * 101}])
def test_what_is_wrong_is_said_and_nothing_is_lost(alice, wrong):
    answer = alice.post("/me/profile/", form() | wrong)
    assert answer.status_code == 422
    assert "Turbines" in answer.text or "x" * 101 in answer.text
    assert next(iter(wrong.values())) in answer.text
    assert not Profile.objects.exists()


def test_at_most_twenty_terms_are_named(alice, cleo):
    names = [make_term(f"Term {number}", by=cleo.user).title for number in range(21)]
    assert alice.post("/me/profile/", form(terms=", ".join(names))).status_code == 422
    assert alice.post("/me/profile/", form(terms=", ".join(names[:20]))).status_code == 302
    assert Expertise.objects.count() == 20


def test_a_form_of_yesterday_overwrites_nothing(alice, tacit):
    base = alice.get("/me/profile/").context["form"].initial["base"]
    alice.post("/me/profile/", form(base=base))
    late = alice.post("/me/profile/", form(base=base, department="Boilers"))
    assert late.status_code == 422
    assert "elsewhere meanwhile" in late.text
    assert "Boilers" in late.text
    assert Profile.objects.get().department == "Turbines"
    again = form(base=late.context["form"]["base"].value(), department="Boilers")
    assert alice.post("/me/profile/", again).status_code == 302


def test_what_was_said_long_ago_is_confirmed_and_what_was_said_lately_stays(alice, tacit, cleo):
    introduce(alice.user, terms=[tacit])
    assert "still holds" not in alice.get("/people/alice/").text
    long_ago = timezone.now() - timedelta(days=100)
    Expertise.objects.update(confirmed_at=long_ago)
    assert "still holds" in alice.get("/people/alice/").text
    assert "still holds" not in cleo.get("/people/alice/").text
    alice.post("/me/profile/", form(terms="TK"))
    assert Expertise.objects.get().confirmed_at == long_ago
    alice.post("/me/profile/confirm/")
    assert Expertise.objects.get().confirmed_at > long_ago
    now = Expertise.objects.get().confirmed_at
    alice.post("/me/profile/confirm/")
    assert Expertise.objects.get().confirmed_at == now


def test_the_overview_shows_all_that_somebody_does(carol, busy_bob):
    page = carol.get("/people/bob/").text
    for word in ("Bob&#x27;s pump", "Which oil?", "accepted answer", "Valve", "Pump people", "facilitator"):
        assert word in page
    for show in ("written", "answered", "replied", "looked_after", "communities", "lately", "nonsense"):
        assert carol.get(f"/people/bob/?show={show}").status_code == 200


def test_what_somebody_hides_is_hidden_from_everybody_but_them(bob, carol, ada, busy_bob):
    introduce(bob.user, terms=[], **dict.fromkeys(HIDES, True))
    words = ("Bob&#x27;s pump", "Which oil?", "Valve", "Pump people")
    for who in (carol, ada):
        for show in ("", "written", "answered", "looked_after", "communities", "lately"):
            page = who.get(f"/people/bob/?show={show}").text
            assert [word for word in words if word in page] == []
    own = bob.get("/people/bob/").text
    assert [word for word in words if word not in own] == []
    assert "Only you see this" in own


def test_nothing_hidden_is_shown_or_counted(alice, bob, carol, mallory, cleo):
    few = make_audience("Few", alice.user, carol.user, bob.user)
    secret = make_article("Secret", by=bob.user, audience=few)
    entrusting.entrust(secret, person=bob.user, by=bob.user)
    ring = make_community("Inner ring", by=alice.user, visibility="private")
    listed = make_community("Listed ring", by=alice.user, visibility="listed")
    for community in (ring, listed):
        make_member(community, bob.user, "facilitator")
        question = make_discussion("Whispered?", by=alice.user, community=community)
        commenting.comment(question, body="Hush.", by=bob.user)
    for show in ("", "written", "answered", "replied", "looked_after", "communities", "lately"):
        page = mallory.get(f"/people/bob/?show={show}").text
        assert [word for word in ("Secret", "ring", "Whispered", "Hush") if word in page] == []
    assert "Secret" in carol.get("/people/bob/").text
    assert "Inner ring" in alice.get("/people/bob/").text


def test_a_page_costs_the_same_however_much_somebody_did(carol, bob, busy_bob, django_assert_max_num_queries):
    carol.get("/people/bob/")
    with django_assert_max_num_queries(25) as few:
        carol.get("/people/bob/")
    for number in range(8):
        make_article(f"More {number}", by=bob.user)
        make_member(make_community(f"Ring {number}"), bob.user, "facilitator")
    with django_assert_max_num_queries(25) as many:
        assert "All pages" in carol.get("/people/bob/").text
    assert len(many) == len(few)


def test_who_knows_a_term_knows_the_one_into_which_it_is_merged(alice, bob, cleo, tacit):
    silent = make_term("Silent knowledge", by=cleo.user)
    introduce(alice.user, terms=[tacit, silent])
    introduce(bob.user, terms=[silent])
    curating.merge(silent, into=tacit, by=cleo.user)
    assert set(Expertise.objects.values_list("user__username", "term")) == {
        ("alice", tacit.pk),
        ("bob", tacit.pk),
    }


def test_a_term_in_the_trash_is_kept_for_when_it_comes_back(alice, carol, cleo):
    tacit = make_term("Tacit knowledge", status="draft", by=cleo.user)
    introduce(alice.user, terms=[tacit])
    trashing.trash([tacit], by=cleo.user)
    assert "Tacit" not in carol.get("/people/alice/").text
    alice.post("/me/profile/", form())
    assert Expertise.objects.count() == 1
