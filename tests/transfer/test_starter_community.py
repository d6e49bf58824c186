"""A new wiki has a community to look at, of people whom nobody can be, and it is gone in a step."""

import pytest
from django.core.management import call_command
from django.db import transaction

from communities.models import Collection, Community, Discussion, Event
from kmsite.accounts.models import User
from kmsite.culture.models import Response
from kmsite.pages.endings.trashing import trash
from kmsite.pages.models import LedgerEntry, Page
from kmsite.recognition.models import Harvest
from kmsite.stewardship.models import Stewardship
from kmsite.transfer.starter_community import load_starter_community
from kmsite.transfer.starter_content import load_starter_content
from tests.make import make_member


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """A new wiki, for all tests that only look at it, and taken back after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_starter_content()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def community(loaded, db):
    return Community.objects.get(title="Knowledge sharers")


def test_it_shows_all_that_a_community_has(community, anonymous):
    home = anonymous.get(community.get_absolute_url()).text
    for said in (
        "came with the wiki",
        "bring one thing",
        "How do you get people",
        "what we learned",
        "To begin",
    ):
        assert said in home
    assert "Leaving is as easy as joining" in anonymous.get(f"{community.get_absolute_url()}charter/").text
    states = (
        Discussion.objects.questions().in_community(community).order_by("pk").values_list("state", flat=True)
    )
    assert list(states) == ["open", "answered", "answered"]
    assert Event.objects.in_community(community).count() == 2
    assert [one.items.count() for one in Collection.objects.order_by("position")] == [3, 3]
    assert Stewardship.objects.filter(community=community.pk).count() == 2


def test_one_thread_was_harvested_and_the_article_says_from_where(community, anonymous):
    harvest = Harvest.objects.select_related("into", "thread").get()
    article = anonymous.get(harvest.into.get_absolute_url()).text
    assert harvest.thread.get_absolute_url() in article
    assert "Became the article" in anonymous.get(harvest.thread.get_absolute_url()).text


def test_its_rounds_of_the_culture_shift_are_marked_as_examples(community, anonymous, carol):
    at = f"{community.get_absolute_url()}culture/"
    assert [(one.is_example, one.took_part) for one in community.culture_rounds.order_by("number")] == [
        (True, 9), (True, 12),
    ]  # fmt: skip
    shown = anonymous.get(f"{at}2/").text
    assert "Example" in shown
    assert "12 people took part" in shown
    assert not Response.objects.exists()
    make_member(community, carol.user)
    assert "Made up, to show what a round looks like" in carol.get(f"{at}over-time/").text


def test_nobody_can_be_one_of_its_people_and_everything_holds(community):
    people = User.objects.filter(username__startswith="example-")
    assert [(one.is_active, one.has_usable_password(), one.groups.count()) for one in people] == [
        (False, False, 0), (False, False, 0),
    ]  # fmt: skip
    call_command("check_integrity", "--deep", verbosity=0)


def test_loading_it_again_changes_nothing(community):
    before = (Page.objects.count(), LedgerEntry.objects.count(), User.objects.count())
    assert load_starter_community() is None
    assert (Page.objects.count(), LedgerEntry.objects.count(), User.objects.count()) == before


def test_whoever_is_first_can_join_it_or_put_it_away_in_one_step(community, ada):
    assert ada.post(f"{community.get_absolute_url()}join/").status_code == 302
    assert community.memberships.filter(user=ada.user, left_at=None).exists()
    trash([community], by=ada.user)
    assert not Discussion.objects.live().exists()
    assert not Event.objects.live().exists()
    assert load_starter_community() is None
