"""What people did on the site, beside what they said: of five or more, without names."""

import pytest

from articles.models import Article
from kmsite.culture.models import Fact
from kmsite.culture.rounds import holding
from kmsite.culture.rounds.doing import facts_of
from kmsite.pages.readers.audiences import set_audience
from kmsite.pages.saving import editing
from kmsite.stewardship import entrusting
from tests.culture.rounds import make_people, open_round
from tests.make import make_article, make_audience, make_community, make_discussion

pytestmark = pytest.mark.django_db


@pytest.fixture
def community(alice):
    return make_community("Lessons learned", by=alice.user)


def figures(community):
    return {fact.kind: (fact.count, fact.of) for fact in facts_of(community)}


def write_on(page, user):
    page = Article.objects.get(pk=page.pk)
    body = f"{page.current.body}\n\nBy {user.username}."
    editing.revise(page, base=page.current.number, body=body, by=user)


def test_members_who_asked_are_counted_from_five_on(alice, community):
    people = make_people(6, community)
    for user in people[:4]:
        make_discussion(f"How, asks {user.username}?", community=community, by=user)
    assert figures(community)["asked"] == (None, None)
    for user in (people[0], people[4]):
        make_discussion(f"And why, asks {user.username}?", community=community, by=user)
    assert figures(community)["asked"] == (5, 7)


def test_articles_that_several_wrote_are_counted_where_five_people_wrote(alice, community):
    together, alone = make_article("Together", by=alice.user), make_article("Alone", by=alice.user)
    for page in (together, alone):
        entrusting.entrust(page, community=community, by=alice.user)
    people = make_people(4, community, role="author")
    for user in people[:3]:
        write_on(together, user)
    assert figures(community)["together"] == (None, None)
    write_on(together, people[3])
    assert figures(community)["together"] == (1, 2)


def test_a_link_to_what_not_everybody_reads_is_counted_by_nobody(alice, community):
    others = make_community("Others", by=alice.user)
    target = make_article("Valve", by=alice.user)
    ours = make_article("Pump", "See [[Valve]].", by=alice.user)
    entrusting.entrust(ours, community=community, by=alice.user)
    entrusting.entrust(target, community=others, by=alice.user)
    for user in make_people(4, community, role="author"):
        write_on(ours, user)
    assert figures(community)["cited"] == (1, 1)
    set_audience(target, make_audience("Board", alice.user))
    assert figures(community)["cited"] == (None, None)


def test_facts_are_fixed_when_a_round_closes(alice, community):
    round = holding.close(open_round(community, alice.user), by=alice.user)
    assert {fact.kind for fact in Fact.objects.filter(round=round)} == {"together", "asked", "cited"}
