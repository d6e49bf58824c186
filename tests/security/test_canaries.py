"""The canary crawl: whoever is not in the audience finds nothing of it anywhere, cold or warm."""

import logging

import pytest
from django.test import Client

from tests.make import make_article
from tests.people import Person, make_user
from tests.security.canaries import CANARIES, FOR_CURATORS, IN_A_CLUB, Crawl, guesses, hide, narrow

LOOKS_AFTER_PEOPLE = {"canaryaudience", "canarywriter"}
"""What an administrator sees outside of the audience: its name, and who there is."""


@pytest.fixture(scope="module")
def writer(lasting):
    return make_user("canarywriter", "editor")


@pytest.fixture(scope="module")
def places(writer):
    make_article("Pump", "See [[Valve]].", by=make_user("alice", "author"), tags=["machines"])
    return hide(writer)


@pytest.fixture
def strangers(mallory, bob, ada):
    """Those outside of the audience, who share one process: its stores and caches."""
    people = {"anonymous": Client(), "reader": mallory, "editor": bob, "administrator": ada}
    for person in people.values():
        person.handler = people["anonymous"].handler
    return people


def crawl(person, places):
    hidden = [places[name] for name in ("page", "community", "discussion", "event")]
    slugs = [said for slug in hidden for said in (slug, slug.replace("-", " ").capitalize())]
    return Crawl(person, guesses(places), slugs)


def test_a_member_finds_every_canary_and_nobody_else_finds_one(places, writer, strangers, caplog):
    caplog.set_level(logging.INFO)
    member = Person(writer)
    member.handler = strangers["anonymous"].handler
    assert {"canarynarrowed"} == crawl(strangers["anonymous"], places).canaries
    narrow(places)
    inside = crawl(member, places)
    assert (inside.canaries, inside.broken) == (set(CANARIES), [])
    for role, person in strangers.items():
        outside = crawl(person, places)
        known = {*LOOKS_AFTER_PEOPLE, *FOR_CURATORS} if role == "administrator" else set()
        found = {one for one in outside.found if one[0] not in known}
        assert sorted(one for one in found if not tells_of_a_person(role, *one)) == [], role
        assert outside.broken == []
        assert len(outside.seen) > 100
    written = caplog.text.lower().replace(places["page"], "…")
    assert [canary for canary in CANARIES if canary in written.replace(f"/articles/{canary}/", "")] == []


def tells_of_a_person(role, canary, path):
    """Say whether an address may show `canary`: who has an account knows who else has one, and no more."""
    finds_people = path.startswith(("/search/", "/switch/", "/people/canarywriter/"))
    return role != "anonymous" and canary == "canarywriter" and finds_people


@pytest.mark.parametrize("canary", [*CANARIES[:-IN_A_CLUB], "canaryclub", "canaryreply"])
def test_asking_for_a_hidden_word_is_answered_like_asking_for_nonsense(places, strangers, canary):
    narrow(places)
    nonsense = canary.replace("canary", "xwnzry")
    for ask in ("/search/?q=", "/suggest/?q=", "/new/?title=", "/articles/?under=", "/tags/machines/?tag="):
        for name in ("anonymous", "editor"):
            if tells_of_a_person(name, canary, ask):
                continue
            answers = [strangers[name].get(f"{ask}{word}") for word in (canary, nonsense)]
            told = [
                (answer.status_code, Crawl.plain(answer.text, word))
                for answer, word in zip(answers, (canary, nonsense), strict=True)
            ]
            assert told[0] == told[1], (ask, name)
