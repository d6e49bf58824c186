"""What a community looks after, and how looking after pages is spread."""

from datetime import timedelta

import pytest
from django.utils import timezone

from communities.counted.accountability import departments, held_for
from kmsite.pages.models import Page
from kmsite.profiles.models import Profile
from kmsite.stewardship.entrusting import entrust
from kmsite.talk.commenting import comment
from tests.make import make_article, make_audience, make_community, make_member, make_term
from tests.people import make_user


@pytest.fixture
def sharers(alice):
    return make_community(by=alice.user)


def in_department(name, number, start=0):
    people = [make_user(f"{name.lower()}{start + n}", "reader") for n in range(number)]
    Profile.objects.bulk_create(
        Profile(user=one, department=name, department_key=name.lower()) for one in people
    )
    return people


def test_the_work_list_says_what_is_to_do_and_is_narrowed_to_it(alice, bob, sharers):
    old = make_article("Old", body="See [[Nowhere]].", by=alice.user)
    new, talked = make_article("New", by=alice.user), make_article("Talked", by=alice.user)
    Page.objects.filter(pk=old.pk).update(changed_at=timezone.now() - timedelta(days=400))
    term = make_term("Late", review_due=timezone.localdate() - timedelta(days=1))
    comment(talked, body="Is that so?", by=bob.user)
    for page in (old, new, talked, term):
        entrust(page, community=sharers, by=alice.user)
    entrust(new, community=sharers, person=alice.user, by=alice.user)
    here = "/communities/knowledge-sharers/looks-after/"
    everything = alice.get(here).text
    reasons = (
        "Not changed for a year",
        "Review overdue",
        "Without a source",
        "Open comments",
        "Links to no page",
    )
    for reason in (*reasons, "Nobody in person"):
        assert reason in everything
    rows = {
        todo: [row.page.title for row in alice.get(f"{here}?todo={todo}").context["rows"]]
        for todo in ("unchanged", "overdue", "unsourced", "comments", "red", "alone", "nonsense")
    }
    assert rows == {
        "unchanged": ["Old"],
        "overdue": ["Late"],
        "unsourced": ["Late"],
        "comments": ["Talked"],
        "red": ["Old"],
        "alone": ["Late", "Old", "Talked"],
        "nonsense": ["Late", "New", "Old", "Talked"],
    }


def test_a_reader_sees_and_counts_only_what_they_may_read(alice, carol, sharers):
    entrust(make_article("Open", by=alice.user), community=sharers, by=alice.user)
    ours = make_article("Ours", by=alice.user, audience=sharers.members_audience)
    entrust(ours, community=sharers, by=alice.user)
    seen = carol.get("/communities/knowledge-sharers/looks-after/").text
    assert "1 article or term." in seen
    assert "Ours" not in seen
    assert "Ours" in alice.get("/communities/knowledge-sharers/looks-after/").text


def test_who_does_it_for_a_listed_community_is_told_to_its_members(alice, carol, mallory):
    listed = make_community("Listed", by=alice.user, visibility="listed")
    make_member(listed, carol.user)
    entrust(make_article("Open", by=alice.user), community=listed, person=carol.user, by=alice.user)
    here = f"{listed.get_absolute_url()}looks-after/"
    assert "Carol" in alice.get(here).text
    assert "Open" in mallory.get(here).text
    assert "Carol" not in mallory.get(here).text


def test_a_knowledge_steward_adds_a_page_and_others_may_not(alice, carol, sharers):
    make_member(sharers, carol.user)
    make_article("Pump", by=alice.user)
    here = "/communities/knowledge-sharers/looks-after/"
    assert carol.post(here, {"page": "pump"}).status_code == 403
    refused = alice.post(here, {"page": "Nowhere", "username": "carol"})
    assert refused.status_code == 422
    assert "There is no page with this title or address." in refused.text
    assert 'value="carol"' in refused.text
    assert alice.post(here, {"page": "pump", "username": "carol"}).status_code == 302
    assert "Carol" in alice.get(here).text


def test_small_departments_are_never_shown_apart(alice, bob, carol, mallory, cleo):
    large, small = in_department("Operations", 6), in_department("Legal", 2)
    pump = make_article("Pump", by=alice.user)
    for person in (large[0], small[0]):
        entrust(pump, person=person, by=bob.user)
    groups = departments(held_for(alice.user))
    assert [(str(group.name), group.people, group.stewards, group.pages) for group in groups] == [
        ("Operations", 6, 1, 1),
        ("No department given", 5, 0, 0),
    ] or [str(group.name) for group in groups] == ["Operations", "Smaller departments"]
    shown = alice.get("/stewardship/").text
    assert "Operations" in shown
    assert "Legal" not in shown
    assert sum(group.people for group in groups) in (6, 11, 13)


@pytest.mark.parametrize(
    ("sizes", "shown"),
    [
        ({"A": 6, "B": 4, "C": 1}, {"A": 6, "Smaller departments": 5}),
        ({"A": 6, "B": 7, "C": 3}, {"B": 7, "Smaller departments": 9}),
        ({"A": 3}, {}),
        ({"A": 40, "B": 1}, {"Smaller departments": 41}),
        ({"A": 5, "B": 5}, {"A": 5, "B": 5}),
    ],
)
def test_nobody_is_found_by_subtraction(db, sizes, shown):
    for name, number in sizes.items():
        in_department(name, number)
    everybody = make_user("reader0")
    everybody.is_active = False
    everybody.save()
    assert {str(group.name): group.people for group in departments(held_for(everybody))} == shown


def test_the_picture_names_no_person_and_counts_only_what_one_may_read(alice, bob, carol, sharers):
    for number in range(3):
        entrust(make_article(f"Page {number}", by=alice.user), person=carol.user, by=bob.user)
    hidden = make_article("Hidden", by=alice.user, audience=make_audience("Board", alice.user))
    entrust(hidden, person=alice.user, by=None)
    make_article("Alone", by=alice.user)
    seen = carol.get("/stewardship/?show=single")
    assert "4 articles and terms" in seen.text
    assert "Hidden" not in seen.text
    assert "Page 1" not in seen.text
    assert "Page 1" in bob.get("/stewardship/?show=single").text
    assert "Alone" in carol.get("/stewardship/?show=nobody").text
    assert seen.text.count(">Carol<") == carol.get("/").text.count(">Carol<")
    assert held_for(carol.user).spread() == {
        "both": 0, "community": 0, "several": 0, "single": 3, "nobody": 1
    }  # fmt: skip


def test_a_hidden_community_is_none_in_the_picture(alice, carol):
    hidden = make_community("Hidden", by=alice.user, visibility="private")
    entrust(make_article("Pump", by=alice.user), community=hidden, by=alice.user)
    assert held_for(carol.user).spread()["nobody"] == 1
    assert held_for(alice.user).spread()["community"] == 1
    assert "Hidden" not in carol.get("/stewardship/").text
    assert "Hidden" in alice.get("/stewardship/").text


def test_a_community_with_a_single_steward_is_told_to_those_inside(alice, carol, sharers):
    entrust(make_article("Pump", by=alice.user), community=sharers, by=alice.user)
    assert "One person alone" in carol.get("/stewardship/").text
    make_member(sharers, carol.user, "steward")
    assert "One person alone" not in carol.get("/stewardship/").text


def test_an_empty_site_and_odd_questions_are_answered(carol):
    assert "nothing to look after" in carol.get("/stewardship/?show=%00&older=x~y").text
