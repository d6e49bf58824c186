"""Founding a community: who belongs to it, who reads it, what it says of itself."""

import pytest

from communities.charters.charter import Charter
from communities.models import Community, Discussion
from communities.people import belonging
from communities.people.belonging import BelongingRefused
from communities.standing import rights_in, roles_in
from kmsite.pages.endings import purging, trashing
from kmsite.pages.integrity import violations
from kmsite.pages.permissions import may
from kmsite.pages.refusing import NoLongerAllowed, TextRefused, TitleTaken
from kmsite.pages.saving import editing
from kmsite.talk.models import Comment
from tests.make import make_community, make_discussion, make_event, make_member

pytestmark = pytest.mark.django_db


def test_who_founds_a_community_leads_and_facilitates_it(alice):
    community = make_community(by=alice.user)
    assert roles_in(alice.user, community) == {"leader", "facilitator"}
    assert may(alice.user, "edit", community)
    assert list(violations()) == []


def test_a_charter_is_versioned_and_rendered_part_by_part(alice):
    community = make_community(by=alice.user, charter=Charter(domain="*Pumps*", rhythm="Tuesdays"))
    assert "<em>Pumps</em>" in community.rendering.parts["domain"]
    editing.revise(
        community,
        base=1,
        body="",
        by=alice.user,
        entry=Charter(domain="Valves", rhythm="Tuesdays").structure(),
    )
    community.refresh_from_db()
    assert [revision.structure["domain"] for revision in community.revisions.order_by("number")] == [
        "*Pumps*",
        "Valves",
    ]


def test_two_communities_of_one_name_are_refused(alice, bob):
    make_community("Sharers", by=alice.user)
    with pytest.raises(TitleTaken):
        make_community("sharers", by=bob.user)


def test_nobody_outside_learns_of_a_private_community(alice, mallory):
    community = make_community(by=alice.user, visibility="private")
    make_discussion(community=community, by=alice.user)
    assert not Community.objects.visible_to(mallory.user).exists()
    assert not Discussion.objects.visible_to(mallory.user).exists()
    assert Discussion.objects.visible_to(alice.user).count() == 1


def test_everybody_reads_a_listed_community_and_only_members_what_is_inside(alice, mallory):
    community = make_community(by=alice.user, visibility="listed")
    make_discussion(community=community, by=alice.user)
    assert Community.objects.visible_to(mallory.user).exists()
    assert not Discussion.objects.visible_to(mallory.user).exists()
    with pytest.raises(NoLongerAllowed):
        make_discussion("From outside", community=community, by=mallory.user)


def test_who_leaves_no_longer_reads_and_the_last_facilitator_stays(alice, carol):
    community = make_community(by=alice.user, visibility="private")
    make_member(community, carol.user)
    belonging.let_go(community, carol.user, by=carol.user)
    assert not Community.objects.visible_to(type(carol.user).objects.get(pk=carol.user.pk)).exists()
    with pytest.raises(BelongingRefused):
        belonging.let_go(community, alice.user, by=alice.user)


def test_an_author_outside_may_not_write_the_charter_and_an_asker_may_edit_their_question(alice, bob, carol):
    community = make_community(by=bob.user)
    question = make_discussion(community=community, by=carol.user)
    assert not may(alice.user, "edit", community)
    assert may(carol.user, "edit", question)
    assert not may(alice.user, "edit", question)
    with pytest.raises(NoLongerAllowed):
        editing.revise(question, base=1, body="Mine now.", by=alice.user)


def test_replies_of_others_are_counted(alice, bob):
    question = make_discussion(by=alice.user)
    assert question.asker == alice.user
    assert not Comment.objects.exists()


def test_an_event_cannot_end_before_it_begins(alice):
    community = make_community(by=alice.user)
    event = make_event(community=community, by=alice.user, time_zone="Europe/Berlin")
    assert event.sequence == 0
    with pytest.raises(TextRefused):
        make_event(community=community, by=alice.user, hours=-1)


def test_a_community_is_deleted_for_good_with_all_that_it_held(alice, ada):
    community = make_community(by=alice.user, visibility="private")
    make_member(community, ada.user)
    make_discussion(community=community, by=alice.user)
    batch = trashing.trash([community], by=ada.user)
    purging.purge(batch, by=ada.user)
    assert not Community.objects.exists()
    assert list(violations()) == []


def test_administrators_help_in_a_community_that_they_may_read(alice, ada):
    assert "grant" in rights_in(ada.user, make_community(by=alice.user))
    assert not rights_in(ada.user, make_community("Hidden", by=alice.user, visibility="private"))
