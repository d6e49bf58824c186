"""A private community: for everybody outside there is none, whatever they ask and wherever they look."""

import pytest
from django.test import Client

from communities.charters.charter import Charter
from kmsite.pages.models import Audience
from tests.make import make_article, make_community, make_discussion, make_event
from tests.security.community_addresses import COMMUNITIES
from tests.security.places import tried

pytestmark = pytest.mark.django_db

WORDS = ("Zeppelin", "zeppelin", "Hydrogen", "hydrogen", "Airfield", "airfield")
LISTS = (
    "/", "/communities/", "/communities/?q=zeppelin", "/communities/?stage=every",
    "/communities/?tag=airfield", "/search/?q=zeppelin", "/suggest/?q=zepp", "/tags/", "/changes/",
    "/changes.atom", "/discussions/", "/events/", "/people/alice/", "/articles/pump/",
    "/articles/pump/links/", "/audiences/", "/trash/", "/discussions/new/", "/new/?title=Zeppelin",
)  # fmt: skip


@pytest.fixture
def club(alice, bob):
    make_article("Pump", "See [[Zeppelin]].", by=bob.user)
    said = {"charter": Charter(domain="Hydrogen, see [[Pump]]"), "tags": ["airfield"]}
    club = make_community("Zeppelin", "Hydrogen.", by=alice.user, visibility="private", **said)
    make_discussion("Hydrogen?", "[[Pump]]", community=club, by=alice.user)
    make_event("Airfield day", community=club, by=alice.user)
    return club


def outsiders(*people):
    return [Client(), *people]


def told(answer, path):
    """Return an answer without what its own address says."""
    text = f"{sorted(answer.headers.items())} {answer.text}"
    for said in (path, "q=zeppelin", 'value="zeppelin"', "zepp", "title=Zeppelin", 'value="Zeppelin"'):
        text = text.replace(said, "…")
    return text


@pytest.mark.parametrize("path", LISTS)
def test_no_list_and_no_search_knows_of_it(club, path, mallory, bob, ada):
    for outsider in outsiders(mallory, bob, ada):
        text = told(outsider.get(path), path)
        shown = [word for word in WORDS if word in text]
        asked = {"Zeppelin", "zeppelin"} if "eppelin" in path or "pump" in path else set()
        assert set(shown) <= asked, path
        assert club.slug not in text


def test_a_member_finds_it_everywhere(club, alice):
    for path in ("/communities/", "/search/?q=zeppelin", "/suggest/?q=zepp", "/changes/"):
        assert "Zeppelin" in alice.get(path).text, path


def test_every_address_of_it_answers_as_if_there_were_none(club, bob):
    routes = [row.path for row in COMMUNITIES.values() if "{community}" in row.path]
    assert len(routes) > 20
    for route in routes:
        places = {"community": club.slug, "person": bob.user.pk, "id": club.pk}
        try:
            there = route.format(**places)
        except KeyError:
            continue
        nowhere = there.replace(club.slug, club.slug[::-1])
        for verb in ("get", "post"):
            seen, never = tried(bob, verb, there), tried(bob, verb, nowhere)
            assert (seen.status_code, sorted(seen.headers)) == (never.status_code, sorted(never.headers)), (
                there
            )
            assert "Hydrogen" not in seen.text


def test_its_name_is_free_for_those_who_cannot_know_of_it(club, carol):
    sent = {"title": "Zeppelin", "lede": "Ours.", "care": "on"}
    parts = {f"entry_{part}_text": "Said." for part in ("domain", "why", "practice")}
    assert carol.post("/communities/new/", {**sent, **parts}).url == "/communities/zeppelin/"


def test_administrators_who_are_not_in_it_neither_see_nor_fill_its_audience(club, ada, alice, carol):
    members = Audience.objects.get(page=club.pk)
    here = f"/audiences/{members.pk}/"
    assert ada.get(here).status_code == 404
    assert ada.post(f"{here}add/", {"username": "carol"}).status_code == 404
    assert ada.post(f"{here}delete/").status_code == 404
    assert not members.members.filter(user=carol.user).exists()
    assert members.members.filter(user=alice.user).exists()


def test_whoever_sees_the_site_as_somebody_else_sees_none_either(club, ada, alice):
    alice.user.groups.set(ada.user.groups.all())
    assert "Zeppelin" in alice.get("/communities/").text
    alice.post("/view-as/", {"role": "reader"})
    assert "Zeppelin" not in alice.get("/communities/").text
    assert alice.get(club.get_absolute_url()).status_code == 404
