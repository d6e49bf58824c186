"""The front door."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from communities.people import admitting
from kmsite.gaps.listing import Fruitless
from kmsite.pages.desks import keeping
from kmsite.pages.desks.keeping import Writing
from kmsite.pages.saving import editing
from kmsite.views import home
from tests.glossary.proposing import new_term, proposed
from tests.make import make_article, make_audience, make_community, make_discussion, make_member


def test_an_empty_site_says_what_belongs_here_and_offers_to_write_it(alice):
    page = alice.get("/")
    assert "No articles yet" in page.text
    assert "Write the first article" in page.text


def test_a_stranger_on_an_empty_site_is_not_asked_to_write(anonymous):
    page = anonymous.get("/")
    assert "No articles yet" in page.text
    assert "Write the first article" not in page.text


def test_a_reader_on_an_empty_site_is_not_asked_to_sign_in_again(carol):
    page = carol.get("/")
    assert "No articles yet" in page.text
    assert "Sign in" not in page.text


def test_home_shows_sections_recent_changes_and_tags(anonymous, alice):
    section = make_article(title="Methods", body="How we work", by=alice.user, lede="Ways of working")
    make_article(title="Knowledge audit", body="Ask.", by=alice.user, parent=section, tags=("culture",))
    page = anonymous.get("/")
    assert "Ways of working" in page.text
    assert "1 page directly below" in page.text
    assert "Knowledge audit" in page.text
    assert 'href="/tags/culture/"' in page.text


def test_home_shows_people_what_they_wrote_last(alice, bob):
    make_article(title="Pump", body="Water", by=alice.user)
    assert "Your recent edits" in alice.get("/").text
    assert "Your recent edits" not in bob.get("/").text


def test_home_keeps_silent_about_what_somebody_may_not_see(anonymous, mallory, alice):
    insiders = make_audience("Insiders", alice.user)
    make_article(title="Secret plan", body="Hush", by=alice.user, audience=insiders, tags=("conspiracy",))
    make_article(title="Open plan", body="Hello", by=alice.user)
    for somebody in (anonymous, mallory):
        page = somebody.get("/")
        assert "Open plan" in page.text
        assert "Secret plan" not in page.text
        assert "conspiracy" not in page.text
    assert "Secret plan" in alice.get("/").text


@pytest.mark.parametrize("amount", [3, 30])
def test_home_asks_the_database_as_often_whatever_there_is(amount, alice, django_assert_max_num_queries):
    for number in range(amount):
        make_article(title=f"Page {number}", body="Text", by=alice.user, tags=(f"tag {number}",))
    alice.get("/")
    with django_assert_max_num_queries(14):
        alice.get("/")
    with django_assert_max_num_queries(6):
        Client().get("/")


def test_home_says_that_nothing_waits_or_what_does(alice, cleo):
    assert "Nothing. Have a good day." in alice.get("/").text
    keeping.keep(
        Writing(
            form="f", page=None, kind="article", base=None, fields={"title": "Half", "body": "Half a text"}
        ),
        owner=alice.user.pk,
    )
    proposed(alice, new_term("Ba"))
    assert "1 unsaved text" in alice.get("/").text
    assert "1 proposal to decide" in cleo.get("/").text
    assert "proposal to decide" not in alice.get("/").text


def test_home_tells_what_others_changed_since_somebody_was_here(alice, bob):
    page = make_article(title="Pump", body="Water", by=alice.user)
    make_article(title="Valve", body="Steel", by=bob.user)
    assert "Changed in the last week" in alice.get("/").text
    hours_ago(alice, 2)
    editing.revise(page, base=1, body="Oil", by=bob.user)
    shown = alice.get("/")
    assert "Changed since you were here" in shown.text
    assert [(one.title, one.is_mine) for one in shown.context["changed"]] == [
        ("Pump", True),
        ("Valve", False),
    ]
    hours_ago(alice, -1)
    assert alice.get("/").context["changed"] == []


def test_a_first_visit_stays_the_first_until_it_is_over(carol):
    make_article("Pump")
    for _look in range(2):
        assert "Changed in the last week" in carol.get("/").text
    person, never, last = carol.cookies["looked"].value.split(".")
    carol.cookies["looked"] = f"{person}.{never}.{int(last) - 3600}"
    make_article("Valve")
    shown = carol.get("/")
    assert "Changed since you were here" in shown.text
    assert {page.title for page in shown.context["changed"]} == {"Pump", "Valve"}


def test_viewing_as_a_role_is_no_look_at_what_is_new(ada):
    ada.post("/view-as/", {"role": "reader"})
    assert "looked" not in ada.get("/").cookies
    ada.post("/view-as/stop/")
    assert ada.get("/").context["visit"].is_first


def test_what_a_browser_keeps_of_somebody_else_counts_as_nothing(alice, bob):
    alice.get("/")
    bob.cookies["looked"] = alice.cookies["looked"].value
    assert bob.get("/").context["visit"].is_first
    for odd in ("x", f"{bob.user.pk}.9.", f"{bob.user.pk}.99999999999999.99999999999999", f"{bob.user.pk}.²"):
        bob.cookies["looked"] = odd
        assert bob.get("/").status_code == 200


def test_home_tells_strangers_nothing_of_visits(anonymous):
    make_article(title="Pump", body="Water")
    page = anonymous.get("/")
    assert "Changed since" not in page.text
    assert "Waiting for you" not in page.text
    assert "looked" not in page.cookies


def test_home_shows_questions_without_an_answer_those_of_ones_communities_first(alice, carol, bob):
    make_discussion("How do we begin?", by=alice.user)
    club = make_community("Pumps", by=bob.user)
    make_member(club, carol.user)
    make_discussion("Which pump?", by=alice.user, community=club)
    shown = carol.get("/")
    assert [one.title for one in shown.context["unanswered"]] == ["Which pump?", "How do we begin?"]
    assert "1 open question" in shown.text
    assert alice.get("/").context["unanswered"] == []


def test_whoever_lets_people_in_is_told_who_asks(bob, carol):
    club = make_community("Pumps", by=bob.user, joining="request")
    make_member(club, bob.user, "facilitator")
    admitting.ask(club, by=carol.user)
    (told,) = bob.get("/").context["waiting"]
    assert told == ("1 request to join Pumps", "/communities/pumps/requests/")
    assert "carol" in bob.get(told.address).text.lower()
    assert carol.get("/").context["waiting"] == []


def test_requests_to_join_lead_to_each_community_on_its_own(bob, carol, mallory):
    for title in ("Pumps", "Valves {slug} 100%"):
        club = make_community(title, by=bob.user, joining="request")
        make_member(club, bob.user, "facilitator")
        for person in (carol, mallory):
            admitting.ask(club, by=person.user)
    told = bob.get("/").context["waiting"]
    assert [one.words for one in told] == [
        "2 requests to join Pumps",
        "2 requests to join Valves {slug} 100%",
    ]
    assert all(bob.get(one.address).status_code == 200 for one in told)


def test_no_part_of_home_tells_of_what_is_hidden(alice, mallory, bob):
    insiders = make_audience("Insiders", alice.user)
    make_article(title="Secret plan", by=bob.user, audience=insiders)
    club = make_community("Hidden club", by=alice.user, visibility="private")
    make_discussion("Whom do we tell?", by=alice.user, community=club)
    shown = mallory.get("/")
    assert (shown.context["changed"], shown.context["unanswered"], shown.context["waiting"]) == ([], [], [])
    for word in ("Secret plan", "Hidden club", "Whom do we tell?"):
        assert word not in shown.text
    assert "Secret plan" in alice.get("/").text


def test_a_cookie_that_somebody_made_up_counts_as_none(carol):
    for times in ("²", "9" * 5000, "-1", "9" * 12):
        carol.cookies["looked"] = f"{carol.user.pk}.{times}.{times}"
        assert carol.get("/").status_code == 200, times[:3]


def test_what_nobody_found_is_for_those_who_can_mend_it(cleo, carol, monkeypatch):
    found = [Fruitless("offboarding", "offboarding", 9, 4)]
    monkeypatch.setattr(home, "nobody_found", lambda user, most: found if user == cleo.user else [])
    make_article("Pump")
    assert "/search/?q=offboarding" in cleo.get("/").text
    assert "What nobody found" not in carol.get("/").text


def hours_ago(somebody, hours):
    """Let it be so many hours since somebody looked, in what their browser keeps."""
    at = int((timezone.now() - timedelta(hours=hours)).timestamp())
    somebody.cookies["looked"] = f"{somebody.user.pk}.{at}.{at}"
