"""What people are told: the list, what is new in it, and who is not told."""

import pytest

from kmsite.pages.endings import trashing
from kmsite.pages.models import AudienceMember
from kmsite.talk import commenting, noticing
from kmsite.talk.models import Notice
from tests.make import make_article, make_audience

pytestmark = pytest.mark.django_db


def test_somebody_is_told_and_says_that_they_have_seen_it(alice, carol):
    article = make_article("Pump", by=alice.user)
    commenting.comment(article, body="Ask @carol.", by=alice.user)
    page = carol.get("/me/notices/").text
    assert "Alice mentioned you on “Pump”." in page
    assert "Mark all as seen" in page
    carol.post("/me/notices/")
    assert "Mark all as seen" not in carol.get("/me/notices/").text
    assert noticing.unseen(carol.user) == 0


def test_a_notice_that_was_opened_is_seen_and_the_others_are_not(alice, carol, mallory):
    article = make_article("Pump", by=alice.user)
    commenting.comment(article, body="@carol?", by=alice.user)
    commenting.comment(article, body="@carol!", by=alice.user)
    opened = Notice.objects.order_by("pk").first()
    assert f'data-notice="{opened.pk}"' in carol.get("/me/notices/").text
    mallory.post("/me/notices/", {"notice": opened.pk})
    assert noticing.unseen(carol.user) == 2
    carol.post("/me/notices/", {"notice": opened.pk})
    assert noticing.unseen(carol.user) == 1
    assert f'data-notice="{opened.pk}"' not in carol.get("/me/notices/").text


@pytest.mark.parametrize("number", ["x", "-1", "9" * 40, "0"])
def test_a_notice_that_is_none_is_passed_over(carol, number):
    assert carol.post("/me/notices/", {"notice": number}).status_code == 302


def test_a_notice_of_a_page_that_is_hidden_now_is_neither_shown_nor_counted(alice, ada, carol):
    board = make_audience("Board", alice.user, carol.user)
    article = make_article("Budget", by=alice.user, audience=board)
    commenting.comment(article, body="@carol?", by=alice.user)
    assert noticing.unseen(carol.user) == 1
    AudienceMember.objects.filter(user=carol.user).delete()
    del carol.user._readable_reaches
    assert noticing.unseen(carol.user) == 0
    assert "Budget" not in carol.get("/me/notices/").text


def test_a_notice_of_a_page_in_the_trash_is_not_shown(alice, ada, carol):
    article = make_article("Pump", by=alice.user)
    commenting.comment(article, body="@carol?", by=alice.user)
    trashing.trash([article], by=ada.user)
    assert "Pump" not in carol.get("/me/notices/").text


def test_nobody_is_told_of_what_they_did_themselves(alice):
    article = make_article("Pump", by=alice.user)
    first = commenting.comment(article, body="I, @alice, ask.", by=alice.user)
    commenting.comment(article, body="And answer.", by=alice.user, thread=first)
    assert not Notice.objects.exists()


def test_an_edit_tells_only_those_who_were_not_named_before(alice, bob, carol):
    said = commenting.comment(make_article(by=alice.user), body="@bob", by=alice.user)
    commenting.edit(said, body="@bob @carol", base=1, by=alice.user)
    assert sorted(Notice.objects.values_list("user__username", flat=True)) == ["bob", "carol"]


def test_every_sentence_can_be_said(alice, carol):
    article = make_article("Pump", by=alice.user)
    for kind in noticing.SENTENCES:
        noticing.tell([carol.user], kind, by=alice.user, page=article)
    page = carol.get("/me/notices/").text
    assert page.count('<li class="unseen"') == len(noticing.SENTENCES)
    assert "%(" not in page


def test_a_kind_that_no_sentence_says_is_a_mistake(alice, carol):
    with pytest.raises(KeyError):
        noticing.tell([carol.user], "unheard", by=alice.user)


def test_people_are_offered_as_somebody_types(alice, carol, mallory):
    page = make_article("Budget", by=alice.user, audience=make_audience("Board", alice.user, carol.user))
    assert carol.get(f"/p/{page.pk}/people/?q=al").json() == {
        "items": [{"username": "alice", "name": "Alice"}]
    }
    assert carol.get(f"/p/{page.pk}/people/?q=mal").json() == {"items": []}
    assert mallory.get(f"/p/{page.pk}/people/?q=al").status_code == 404
