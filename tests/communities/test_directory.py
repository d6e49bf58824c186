"""The directory of members: by role, department, what they know, and words; on the home whom to ask."""

from datetime import timedelta

import pytest
from django.utils import timezone

from communities.models import Holding, Membership
from communities.people import belonging, directory
from kmsite.accounts.models import User
from kmsite.pages.paging import SIZE
from kmsite.profiles.models import Expertise, Profile
from tests.make import make_article, make_audience, make_community, make_member, make_term
from tests.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def community(alice, bob, carol):
    """An open community of three; Bob is in Sales and can be asked about capture, Carol greets."""
    community = make_community("Sharers", by=alice.user)
    make_member(community, bob.user)
    make_member(community, carol.user, "greeter")
    Profile.objects.create(user=bob.user, department="Sales", department_key="sales")
    term = make_term("Capture")
    Expertise.objects.create(user=bob.user, term=term, confirmed_at=timezone.now())
    return community


def names(answer):
    """Return the usernames in the list, in order."""
    listed = answer.text.split('<ul class="list members">')[-1] if "list members" in answer.text else ""
    return [name for name in ("alice", "bob", "carol") if f"/people/{name}/" in listed.split("</ul>\n")[0]]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["alice", "bob", "carol"]),
        ("?words=car", ["carol"]),
        ("?words=BOB", ["bob"]),
        ("?role=greeter", ["carol"]),
        ("?role=facilitator", ["alice"]),
        ("?department=sales", ["bob"]),
        ("?role=emperor", ["alice", "bob", "carol"]),
        ("?words=%00", ["alice", "bob", "carol"]),
        ("?words=zeppelin", []),
        ("?older=zzz~nonsense", ["alice", "bob", "carol"]),
    ],
)
def test_people_are_found_by_name_role_and_department(community, alice, query, found):
    assert names(alice.get(f"{community.get_absolute_url()}members/{query}")) == found


def test_people_are_found_by_what_they_can_be_asked_about(community, alice):
    term = Expertise.objects.get().term
    answer = alice.get(f"{community.get_absolute_url()}members/?term={term.pk}")
    assert names(answer) == ["bob"]
    assert "Capture" in answer.text


def test_what_a_reader_may_not_see_is_neither_offered_nor_shown(community, alice, carol):
    hidden = make_article("Zeppelin", by=alice.user, audience=make_audience("Board", alice.user))
    Expertise.objects.create(user=carol.user, term=hidden, confirmed_at=timezone.now())
    address = f"{community.get_absolute_url()}members/"
    assert "Zeppelin" not in carol.get(address).text
    assert names(carol.get(f"{address}?term={hidden.pk}")) == ["alice", "bob", "carol"]


def test_nobody_is_ranked_and_a_row_says_since_when(community, carol):
    shown = carol.get(f"{community.get_absolute_url()}members/").text
    assert "since" in shown
    for figure in ("posts", "comments", "active", "points"):
        assert figure not in shown.split("<main")[1].split("</main>")[0].lower()


@pytest.mark.parametrize(
    ("visibility", "member", "stranger"), [("open", 200, 200), ("listed", 200, 403), ("private", 200, 404)]
)
def test_the_directory_is_for_who_reads_inside(
    alice, carol, mallory, anonymous, visibility, member, stranger
):
    community = make_community(by=alice.user, visibility=visibility)
    make_member(community, carol.user)
    address = f"{community.get_absolute_url()}members/"
    assert carol.get(address).status_code == member
    assert mallory.get(address).status_code == stranger
    assert anonymous.get(address).url.startswith("/accounts/login/")


def test_who_left_and_whose_account_is_closed_is_not_listed(community, alice, bob, carol):
    Membership.objects.filter(user=bob.user).update(left_at=timezone.now())
    User.objects.filter(pk=carol.user.pk).update(is_active=False)
    assert names(alice.get(f"{community.get_absolute_url()}members/")) == ["alice"]
    assert directory.on_home(community, alice.user).number == 1


def test_a_long_directory_comes_in_pages_with_the_same_questions_each(
    community, alice, django_assert_max_num_queries
):
    people = [make_user(f"member{n:03}", "reader") for n in range(SIZE + 4)]
    for user in people:
        make_member(community, user, "core")
    address = f"{community.get_absolute_url()}members/"
    with django_assert_max_num_queries(25):
        first = alice.get(address)
    assert "member000" in first.text
    assert "member053" not in first.text
    older = first.text.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    assert "member053" in alice.get(f"{address}{older}").text


def test_the_home_names_roles_first_then_who_came_last(community, carol, anonymous):
    on_home = directory.on_home(community, carol.user)
    assert [person.username for person, _roles in on_home.named] == ["alice", "carol"]
    assert [person.username for person in on_home.newest] == ["carol", "bob", "alice"]
    assert on_home.number == 3
    shown = carol.get(community.get_absolute_url()).text
    assert "3 people belong here." in shown
    assert "facilitator" in shown
    assert "Alice" not in anonymous.get(community.get_absolute_url()).text.split("home-people")[1]


def test_somebody_outside_a_listed_community_sees_whom_to_ask_and_no_other_member(alice, carol, mallory):
    community = make_community(by=alice.user, visibility="listed")
    make_member(community, carol.user)
    on_home = directory.on_home(community, mallory.user)
    assert [person.username for person, _roles in on_home.named] == ["alice"]
    assert on_home.newest == []


def test_a_moderator_of_the_site_does_not_look_into_a_listed_community(alice, carol, bob, ada):
    community = make_community("Sharers", by=alice.user, visibility="listed")
    make_member(community, carol.user, "core")
    belonging.end(community, carol.user, "core", by=alice.user, handover="The key is below the mat.")
    here = community.get_absolute_url()
    for inside in ("members/", "roles/", "roles/carol/"):
        assert bob.get(f"{here}{inside}").status_code == 403, inside
        assert ada.get(f"{here}{inside}").status_code == 200, inside
    assert "/people/carol/" not in bob.get(here).text


def test_a_role_whose_term_is_over_is_not_shown_beside_the_name(community, alice):
    Holding.objects.filter(role="greeter").update(until=timezone.localdate() - timedelta(days=1))
    assert names(alice.get(f"{community.get_absolute_url()}members/?role=greeter")) == []
