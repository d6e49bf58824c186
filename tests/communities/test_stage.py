"""The stages of a community's life: said by those who settle it, with a day and a reason."""

from datetime import timedelta

import pytest
from django.utils import timezone

from communities.life import changing
from communities.life.stages import stage_of
from kmsite.pages.models import LedgerEntry
from tests.make import make_community, make_member

pytestmark = pytest.mark.django_db

HERE = "/communities/pump-people/stage/"


@pytest.fixture
def pumps(alice):
    return make_community("Pump people", by=alice.user)


def today(days=0):
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def test_a_stage_is_said_with_its_day_and_reason_and_the_former_one_stays(alice, anonymous, pumps):
    sent = {"name": "active", "since": today(), "reason": "We meet every month."}
    assert alice.post(HERE, sent).status_code == 302
    page = anonymous.get(HERE).text
    assert "We meet every month." in page
    assert page.index(">active<") < page.rindex(">forming<")
    entry = LedgerEntry.objects.get(verb="stage")
    assert (entry.by, entry.about) == (alice.user, {"stage": "active"})


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"name": "forming", "since": "{today}"}, "in this stage already"),
        ({"name": "active", "since": "{tomorrow}"}, "cannot begin in the future"),
        ({"name": "active", "since": "{yesterday}"}, "The stage before began later"),
        ({"name": "active", "since": "2026-02-30"}, "This is no day."),
        ({"name": "archived", "since": "{today}"}, "Choose one of these stages."),
        ({"name": "proposed", "since": "{today}"}, "Choose one of these stages."),
        ({"name": "", "since": "{today}", "reason": "x" * 501}, "Choose a stage."),
    ],
)
def test_what_is_no_stage_is_refused_and_what_was_typed_stays(alice, pumps, sent, said):
    days = {"today": today(), "tomorrow": today(1), "yesterday": today(-1)}
    sent = {"reason": "Because.", **sent, "since": sent["since"].format(**days)}
    answer = alice.post(HERE, sent)
    assert answer.status_code == 422
    assert said in answer.text
    assert sent["reason"] in answer.text
    assert pumps.stages.count() == 1


def test_members_read_the_stages_and_only_those_who_settle_them_say_one(carol, bob, pumps):
    make_member(pumps, carol.user, "core")
    for person in (carol, bob):
        assert person.get(HERE).status_code == 200
        assert "<form" not in person.get(HERE).text.split("<main")[1]
        assert person.post(HERE, {"name": "active", "since": today()}).status_code == 403
    assert stage_of(pumps).name == "forming"


def test_in_the_archive_no_stage_is_said(alice, pumps):
    changing.archive(pumps, by=alice.user)
    alice.post(HERE, {"name": "active", "since": today()})
    assert stage_of(pumps).name == "archived"
