"""The page of a closed round: where the group settled, what it will do, what people did meanwhile."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kmsite.culture.agreed import agreeing
from kmsite.culture.models import Commitment, Fact, Item
from kmsite.culture.rounds import holding
from tests.culture.rounds import LEFT, RIGHT, SPLIT, answer_all, make_people, open_round
from tests.make import make_article, make_audience, make_community, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def community(alice, carol):
    community = make_community("Lessons learned", by=alice.user)
    make_member(community, carol.user)
    return community


def held(community, alice, *, title="Spring"):
    """Hold a round in which six people answer; return its address."""
    round = open_round(community, alice.user, title=title)
    people = make_people(6, community, name=title.lower())
    answer_all(round, people, [LEFT, RIGHT, RIGHT, RIGHT, SPLIT, SPLIT])
    holding.close(round, by=alice.user)
    return f"/communities/{community.slug}/culture/{round.number}/"


def page(person, address):
    response = person.get(address)
    assert response.status_code == 200, response.content[:500]
    return response.content.decode()


def commitment(**said):
    due = timezone.localdate() + timedelta(days=30)
    return {"item": Item.objects.get(place=8).pk, "text": "We hold a peer assist.", "owner": "carol",
            "due": due.isoformat(), "page": "", **said}  # fmt: skip


def test_alice_writes_down_where_the_group_settled_and_carol_reads_it(alice, carol, community):
    at = held(community, alice)
    assert "Without asking who chose what" in page(alice, f"{at}statements/1/")
    assert alice.post(f"{at}statements/1/", {"note": "No position"}).status_code == 422
    alice.post(f"{at}statements/1/", {"position": 4, "note": "We ask before we begin."})
    assert "We ask before we begin." in page(carol, at)
    assert carol.get(f"{at}statements/1/").status_code == 403
    assert carol.post(f"{at}statements/1/take-back/").status_code == 403
    alice.post(f"{at}statements/1/take-back/")
    assert "We ask before we begin." not in page(carol, at)
    assert alice.get(f"{at}statements/12/").status_code == 404


def test_members_read_only_of_statements_on_which_the_group_settled(alice, carol, community):
    at = held(community, alice)
    assert "Where we settled" not in page(carol, at)
    alice.post(f"{at}statements/1/", {"position": 4})
    assert page(carol, at).split("Where we settled")[1].count("From “") == 1
    assert page(alice, at).split("Where we settled")[1].count("Talk about it") > 1


def test_what_is_told_only_as_a_direction_is_talked_about_all_the_same(alice, community):
    held(community, alice)
    round = open_round(community, alice.user, title="Autumn")
    people = [member.user for member in community.memberships.exclude(user__in=[alice.user])]
    people = [user for user in people if user.username.startswith("spring")]
    answer_all(round, [*people[1:], alice.user], RIGHT)
    holding.close(round, by=alice.user)
    shown = page(alice, f"/communities/{community.slug}/culture/{round.number}/")
    assert "only the direction is told" in shown
    assert "Another statement" in shown


def test_two_commitments_are_written_down_and_carol_says_what_became_of_hers(alice, carol, community):
    at = held(community, alice)
    alice.post(f"{at}commitments/add/", commitment())
    alice.post(f"{at}commitments/add/", commitment(owner="@alice", text="We write it down."))
    assert '<option value="carol">' in page(alice, f"{at}commitments/add/")
    wrong = alice.post(f"{at}commitments/add/", commitment(owner="nobody", due="2020-01-01"))
    for said in ("Nobody has this username.", "Choose a day within a year from today."):
        assert said in wrong.content.decode(), "everything that is wrong is said at once"
    refused = alice.post(f"{at}commitments/add/", commitment(text="A third one."))
    assert (refused.status_code, Commitment.objects.count()) == (422, 2)
    assert "A third one." in refused.content.decode(), "what was typed is still there"
    carol.post(f"{at}commitments/1/outcome/", {"state": "kept", "outcome": "Held in May."})
    assert "Held in May." in page(alice, at)
    assert carol.get(f"{at}commitments/2/").status_code == 403
    assert carol.get(f"{at}commitments/2/withdraw/").status_code == 403
    assert "write it down" in page(alice, f"{at}commitments/2/withdraw/")
    alice.post(f"{at}commitments/2/withdraw/")
    assert Commitment.objects.count() == 1


def test_the_next_round_says_what_became_of_the_commitments_of_the_one_before(alice, carol, community):
    first = held(community, alice)
    alice.post(f"{first}commitments/add/", commitment())
    second = held(community, alice, title="Autumn")
    shown = page(carol, second)
    assert "What became of the commitments before" in shown
    assert "We hold a peer assist." in shown
    third = held(community, alice, title="Winter")
    assert "We hold a peer assist." in page(carol, third), "what is open is not forgotten"
    Commitment.objects.update(state="dropped")
    assert "We hold a peer assist." not in page(carol, third)
    over_time = page(carol, f"/communities/{community.slug}/culture/over-time/")
    assert over_time.index("Spring") < over_time.index("Autumn")


def test_a_commitment_is_tied_to_a_page_and_who_may_not_read_it_does_not_learn_of_it(alice, carol, community):
    at = held(community, alice)
    secret = make_article("Peer assist", by=alice.user, audience=make_audience("Few", alice.user))
    wrong = alice.post(f"{at}commitments/add/", commitment(page="Nowhere"))
    assert "There is no page with this title or address." in wrong.content.decode()
    alice.post(f"{at}commitments/add/", commitment(page="Peer assist"))
    assert secret.get_absolute_url() in page(alice, at)
    assert secret.slug not in page(carol, at)
    assert secret.slug not in page(carol, f"{at}commitments/1/")


def test_facts_stand_beside_statements_only_with_figures(alice, carol, community):
    at = held(community, alice)
    assert "Say and do" not in page(carol, at)
    Fact.objects.filter(kind="asked").update(count=5, of=8)
    assert "5 of 8 members asked a question here" in page(carol, at)


def test_somebody_who_left_and_a_stranger_see_nothing_of_what_was_made_of_it(alice, mallory, community):
    at = held(community, alice)
    item = Item.objects.get(place=1)
    round = community.culture_rounds.get()
    agreeing.settle(round, item, position=2, note="A secret of ours.", by=alice.user)
    assert "A secret of ours." not in page(mallory, at)
    for below in ("statements/1/", "commitments/1/", "commitments/add/"):
        assert mallory.get(f"{at}{below}").status_code == 403
    assert mallory.get(f"/communities/{community.slug}/culture/over-time/").status_code == 404


def test_the_page_of_the_culture_shift_tells_where_one_can_answer(
    alice, carol, mallory, community, anonymous
):
    open_round(community, alice.user, title="Summer")
    assert "Summer" in page(carol, "/culture/")
    assert "Summer" not in page(mallory, "/culture/")
    held_before = page(anonymous, "/culture/")
    assert "Our organisation" not in held_before
    holding.close(community.culture_rounds.get(), by=alice.user)
    assert "Lessons learned" in page(mallory, "/culture/")
    assert "Summer" not in page(mallory, "/culture/")


def test_the_guide_is_for_everybody_who_is_signed_in(carol, anonymous):
    assert "Never ask who chose what" in page(carol, "/culture/guide/")
    assert anonymous.get("/culture/guide/").status_code == 302
