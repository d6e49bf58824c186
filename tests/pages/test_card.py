"""The card that a script shows beside a link to a page: what it tells, to whom, and how it is kept."""

import re
from datetime import datetime
from pathlib import Path

import pytest

from communities.models import Event
from kmsite.pages import kinds
from kmsite.pages.endings.archiving import archive
from kmsite.pages.models import HeadingAlias, Page
from kmsite.pages.saving import editing
from tests.make import (
    make_article,
    make_audience,
    make_community,
    make_discussion,
    make_event,
    make_member,
)

BODY = """How the pump *works*: it [[lifts]] water & more.

## Valve & seat

Turn it **once**.

- Then wait.

### Spring

Press it.
"""


def text(html):
    """Return what a person reads of a fragment."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).replace("&amp;", "&").split())


def card(person, address, at=""):
    answer = person.get(f"{address}card/", {"at": at} if at else {})
    assert answer.status_code == 200
    return text(answer.text)


def test_a_card_tells_title_kind_place_first_lines_and_date(carol):
    hall = make_article("Hall", parent=make_article("Yard"))
    make_article("Pump", BODY, parent=hall)
    told = card(carol, "/articles/pump/")
    assert told.startswith("Pump article How the pump works: it lifts water & more.")
    assert "Yard Hall Changed" in told
    assert "<html" not in told


def test_a_lede_comes_before_the_first_lines_and_a_long_text_is_cut(carol):
    make_article("Pump", BODY, lede="What lifts water.")
    assert "What lifts water." in card(carol, "/articles/pump/")
    assert "How the pump" not in card(carol, "/articles/pump/")
    make_article("Long", "word " * 300)
    assert 190 < len(card(carol, "/articles/long/")) < 300
    make_article("Empty", "")
    assert "Nothing is written here yet." in card(carol, "/articles/empty/")


def test_the_card_of_a_heading_tells_its_section(carol):
    page = make_article("Pump", BODY)
    assert "Valve & seat Turn it once. Then wait. Changed" in card(
        carol, "/articles/pump/", "valve-seat"
    ) or (
        "Valve & seat Turn it once. Then wait. Changed"
        in card(carol, "/articles/pump/", page.rendering.toc[0]["id"])
    )
    spring = page.rendering.toc[1]["id"]
    assert "Spring Press it." in card(carol, "/articles/pump/", spring)
    HeadingAlias.objects.create(page=page, old="coil", new=spring)
    assert "Spring Press it." in card(carol, "/articles/pump/", "coil")
    for unknown in ("no-such-heading", "\0", "'", "x" * 999):
        assert "How the pump works" in card(carol, "/articles/pump/", unknown)


def test_a_card_says_the_state_of_what_it_leads_to(alice, bob, carol):
    community = make_community("Pumpers", "We pump.", by=alice.user)
    discussion = make_discussion("Why?", "I wonder.", by=alice.user, community=community)
    event = make_event(
        "Pump day", community, datetime(2031, 3, 7, 9), alice.user, "Bring boots.", place="Hall"
    )
    make_article("Old", by=bob.user)
    archive(Page.objects.get(slug="old"), by=bob.user)
    assert "Pumpers community" in card(carol, community.get_absolute_url())
    assert "We pump." in card(carol, community.get_absolute_url())
    assert "Why? discussion Open I wonder. Pumpers" in card(carol, discussion.get_absolute_url())
    assert "Pump day event Friday, 7 March 2031, 09:00 \N{EN DASH} 10:00 (UTC) · Hall Bring boots." in card(
        carol, event.get_absolute_url()
    )
    Event.objects.update(is_cancelled=True)
    assert "event Cancelled · Friday" in card(carol, event.get_absolute_url())
    assert "Bring boots." in card(carol, event.get_absolute_url())
    assert "Old article in the archive" in card(carol, "/articles/old/")


def test_a_closed_community_tells_its_purpose_and_nothing_from_inside(alice, mallory):
    closed = make_community("Board", "We decide.", by=alice.user, visibility="listed")
    make_member(closed, alice.user)
    current = Page.objects.get(pk=closed.pk).current
    editing.revise(
        closed, base=current.number, by=alice.user, body="## Merger\n\nIn spring.", title="Board",
        lede="We decide.", entry=current.structure.get("entry", {}),
    )  # fmt: skip
    assert "We decide." in card(mallory, closed.get_absolute_url())
    at = Page.objects.get(pk=closed.pk).rendering.toc[0]["id"]
    assert "Merger In spring." in card(alice, closed.get_absolute_url(), at)
    told = card(mallory, closed.get_absolute_url(), at)
    assert "erger" not in told
    assert "spring" not in told


def test_a_hidden_page_has_no_card(alice, mallory):
    plan = make_article("Merger plan", BODY, audience=make_audience("Board", alice.user))
    address = f"{plan.get_absolute_url()}card/"
    hidden, none = mallory.get(address), mallory.get("/articles/no-such-page/card/")
    assert (hidden.status_code, none.status_code) == (404, 404)
    told = [{k: v for k, v in answer.headers.items() if k != "X-Request-ID"} for answer in (hidden, none)]
    assert told[0].keys() == told[1].keys()
    assert "How the pump" not in hidden.text
    assert mallory.get(f"{address}?at=valve-seat").status_code == 404
    assert "Merger plan" in card(alice, plan.get_absolute_url())


def test_a_card_is_kept_as_its_page_is(anonymous, alice, carol):
    make_article("Pump", BODY)
    plan = make_article("Plan", BODY, audience=make_audience("Board", alice.user))
    public, personal = anonymous.get("/articles/pump/card/"), carol.get("/articles/pump/card/")
    restricted = alice.get(f"{plan.get_absolute_url()}card/")
    assert public.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert "Cookie" in public.headers["Vary"]
    assert personal.headers["Cache-Control"] == "private, no-cache"
    assert (restricted.headers["Cache-Control"], "ETag" in restricted.headers) == ("private, no-store", False)
    again = carol.get("/articles/pump/card/", headers={"if-none-match": personal.headers["ETag"]})
    assert again.status_code == 304


def test_an_old_address_leads_to_the_card_of_the_new_one(carol):
    page = make_article("Pump", BODY)
    editing.revise(page, base=1, title="Engine", body=BODY, by=None)
    answer = carol.get("/articles/pump/card/?at=x")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/articles/engine/card/?at=x")


def test_a_card_costs_the_same_whatever_stands_on_the_page(carol, django_assert_max_num_queries):
    make_article("Pump", BODY * 20, parent=make_article("Hall", parent=make_article("Yard")))
    with django_assert_max_num_queries(7):
        carol.get("/articles/pump/card/")
    with django_assert_max_num_queries(9):
        carol.get("/articles/pump/card/?at=gone")


@pytest.mark.parametrize("kind", ["article", "term", "community", "discussion", "event"])
def test_the_script_asks_for_no_card_of_what_is_no_page(kind):
    script = Path("static/js/page-card.js").read_text()
    assert all(
        word in re.search(r"\(\?!\(\?:([a-z|]+)\)", script)[1] for word in kinds.of(kind).own_addresses
    )
