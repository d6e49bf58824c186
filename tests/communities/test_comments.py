"""People talk below a community and below an event as below any other page."""

import pytest

from kmsite.pages.endings.archiving import archive
from kmsite.talk.models import Comment, Notice
from tests.make import make_community, make_event, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def places(alice, bob):
    """Return a community of Alice and Bob and an event in it."""
    community = make_community(by=alice.user, visibility="private")
    make_member(community, bob.user)
    return community, make_event(community=community, by=alice.user)


def test_a_member_comments_on_a_community_and_on_an_event_and_the_others_find_it(alice, bob, places):
    for number, page in enumerate(places, 1):
        address = f"{page.get_absolute_url()}comments/"
        sent = bob.post(address, {"body": f"Remark {number}, @alice."}, follow=True)
        assert f"Remark {number}" in sent.text
        shown = alice.get(page.get_absolute_url()).text
        assert "1 comment" in shown
        assert "comments/" in shown
        assert f"Remark {number}" in alice.get(f"/c/{Comment.objects.latest('pk').pk}/", follow=True).text
    assert set(Notice.objects.filter(kind="mentioned").values_list("user__username", flat=True)) == {"alice"}


def test_who_is_outside_finds_no_word_of_it_and_in_the_archive_nobody_says_more(mallory, bob, places):
    community, _event = places
    for page in places:
        bob.post(f"{page.get_absolute_url()}comments/", {"body": "Hydrogen."})
        said = Comment.objects.latest("pk")
        for path in (f"{page.get_absolute_url()}comments/", f"/c/{said.pk}/"):
            assert mallory.get(path).status_code == 404
    archive(community, by=None)
    for page in places:
        answer = bob.post(f"{page.get_absolute_url()}comments/", {"body": "More."})
        assert answer.status_code in {403, 409, 422}
        assert "Hydrogen." in bob.get(f"{page.get_absolute_url()}comments/").text
    assert Comment.objects.count() == 2
