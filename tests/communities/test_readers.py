"""Who reads a community and who joins it: changed in one step with all that stands below, never half."""

import random

import pytest

from communities.life import changing
from communities.life.changing import ChangeRefused
from communities.models import Community
from kmsite.pages.endings import trashing
from kmsite.pages.integrity import violations
from kmsite.pages.models import Audience, LedgerEntry, Link, Page, SearchEntry
from kmsite.pages.permissions import may
from kmsite.pages.refusing import NoLongerAllowed
from tests.make import make_article, make_community, make_discussion, make_event, make_member

pytestmark = pytest.mark.django_db

HERE = "/communities/pump-people/"
CHOICES = Community.Visibility.values


@pytest.fixture
def pumps(alice, carol):
    community = make_community("Pump people", by=alice.user)
    make_member(community, carol.user)
    make_discussion("Why do pumps sing?", community=community, by=carol.user)
    make_event("Pump clinic", community=community, by=alice.user)
    return community


def settle(community, visibility, by, **options):
    changing.settle(community, visibility=visibility, joining="open", by=by, **options)


def reaches(community):
    """Return the reach of the community, and those of all that stands below it."""
    below = set(Page.objects.filter(parent=community.pk).values_list("reach", flat=True))
    return Page.objects.get(pk=community.pk).reach, below


def expected(community, visibility):
    members = Audience.objects.get(page=community.pk).pk
    return {"open": (0, {0}), "listed": (0, {members}), "private": (members, {members})}[visibility]


def test_every_page_reaches_whom_it_should_after_every_change(alice, carol, bob, pumps):
    make_article("About pumps", "See [[Pump people]].", by=bob.user)
    trashing.trash([make_discussion("Gone", community=pumps, by=alice.user)], by=bob.user)
    lot = random.Random(5)
    for turn in range(9):
        visibility = CHOICES[turn % 3] if turn < 3 else lot.choice(CHOICES)
        settle(pumps, visibility, alice.user)
        make_discussion(f"Asked in turn {turn}", community=Community.objects.get(), by=carol.user)
        assert reaches(pumps) == expected(pumps, visibility), (turn, visibility)
        found = SearchEntry.objects.filter(page__parent=pumps.pk, page__trashed_at=None)
        assert set(found.values_list("reach", flat=True)) == expected(pumps, visibility)[1]
        assert list(violations()) == [], (turn, visibility)


def test_what_it_changes_is_said_before_it_is_done(alice, pumps):
    sent = {"visibility": "private", "joining": "request", "seen": changing.readers_of(pumps)}
    asked = alice.post(f"{HERE}settings/", sent)
    assert asked.status_code == 409
    assert "Everybody but 2 members will no longer see 1 discussion and 1 event." in asked.text
    assert "Its address stays as it is" in asked.text
    assert reaches(pumps) == (0, {0})
    assert alice.post(f"{HERE}settings/", {**sent, "sure": "yes"}).status_code == 302
    pumps.refresh_from_db()
    assert (pumps.visibility, pumps.joining) == ("private", "request")
    about = LedgerEntry.objects.get(verb="readers").about
    assert (about["visibility_was"], about["visibility"]) == ("open", "private")


def test_who_joins_is_changed_without_asking_twice(alice, pumps):
    sent = {"visibility": "open", "joining": "invitation", "seen": changing.readers_of(pumps)}
    assert alice.post(f"{HERE}settings/", sent).status_code == 302
    pumps.refresh_from_db()
    assert pumps.joining == "invitation"


def test_a_stale_form_is_refused(alice, pumps):
    seen = changing.readers_of(pumps)
    settle(pumps, "listed", alice.user)
    sent = {"visibility": "private", "joining": "open", "seen": seen, "sure": "yes"}
    answer = alice.post(f"{HERE}settings/", sent)
    assert answer.status_code == 422
    assert "Somebody changed this meanwhile." in answer.text
    assert reaches(pumps) == expected(pumps, "listed")


@pytest.mark.parametrize("sent", [{}, {"visibility": "secret"}, {"joining": "never"}, {"visibility": "\0"}])
def test_nonsense_settles_nothing(alice, pumps, sent):
    answer = alice.post(f"{HERE}settings/", {"visibility": "open", "joining": "open", "seen": "x", **sent})
    assert answer.status_code in (302, 422)
    pumps.refresh_from_db()
    assert (pumps.visibility, pumps.joining) == ("open", "open")


def test_only_those_who_settle_it_change_who_reads_it(carol, bob, pumps):
    for person in (carol, bob):
        assert person.get(f"{HERE}settings/").status_code == 403
        with pytest.raises(NoLongerAllowed):
            settle(pumps, "listed", person.user)
    assert reaches(pumps) == (0, {0})


def test_nobody_shuts_themselves_out(ada, pumps):
    with pytest.raises(ChangeRefused, match="shut yourself out"):
        settle(pumps, "private", ada.user)


def test_a_community_does_not_come_into_the_open_under_a_name_that_another_has(alice, bob, pumps):
    settle(pumps, "private", alice.user)
    make_community("Pump people", by=bob.user)
    with pytest.raises(ChangeRefused, match="Another community has this name"):
        settle(pumps, "open", alice.user)
    assert reaches(pumps) == expected(pumps, "private")


def test_links_are_laid_anew_for_those_who_may_follow_them(alice, anonymous, bob, pumps):
    make_article("About pumps", "See [[Pump people]].", by=bob.user)
    assert 'class="wikilink" href="/communities/pump-people/"' in anonymous.get("/articles/about-pumps/").text
    settle(pumps, "private", alice.user)
    for person in (anonymous, bob, alice):  # the page is the same for all who read it
        assert "/communities/pump-people/" not in person.get("/articles/about-pumps/").text
    settle(pumps, "listed", alice.user)
    assert 'class="wikilink" href="/communities/pump-people/"' in anonymous.get("/articles/about-pumps/").text
    assert Link.objects.filter(target=pumps.pk).exists()


def test_nobody_chooses_an_audience_for_a_community_by_another_door(ada, bob, pumps):
    question = Page.objects.get(parent=pumps.pk, kind="discussion")
    for person in (ada, bob):
        assert not may(person.user, "audience", Page.objects.get(pk=pumps.pk))
        assert not may(person.user, "audience", question)
        assert person.get(f"{HERE}audience/").status_code == 404
