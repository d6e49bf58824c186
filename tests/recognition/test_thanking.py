"""Thanking somebody: for one of four acts, with a reason, seen by the two of them alone."""

import pytest

from kmsite.pages.models import LedgerEntry
from kmsite.recognition import thanking
from kmsite.recognition.models import Thanks
from kmsite.talk import commenting
from kmsite.talk.models import Notice
from kmsite.text.refusal import TextRefused
from tests.make import make_article, make_audience

pytestmark = pytest.mark.django_db
WHY = "It showed me where to begin."


@pytest.fixture
def pump(alice):
    return make_article("Pump", by=alice.user)


def said(person, act="captured", why=WHY):
    return {"to": person.user.pk, "act": act, "why": why}


def test_a_reader_thanks_who_wrote_a_page_and_says_why(alice, carol, pump):
    form = carol.get(f"/p/{pump.pk}/thank/")
    assert "Alice" in form.text
    answer = carol.post(f"/p/{pump.pk}/thank/", said(alice), follow=True)
    assert answer.redirect_chain[0][0] == "/articles/pump/"
    assert WHY in alice.get("/me/recognition/").text
    assert "captured knowledge" in alice.get("/me/recognition/").text
    assert WHY not in carol.get("/me/recognition/").text
    assert Notice.objects.get(user=alice.user).kind == "thanked"
    deed = LedgerEntry.objects.get(verb="thanked")
    assert deed.about == {"user": alice.user.pk, "act": "captured"}


def test_thanks_are_no_public_news_and_no_figure(alice, bob, carol, pump):
    carol.post(f"/p/{pump.pk}/thank/", said(alice))
    for address in ("/changes/", "/articles/pump/", "/articles/pump/history/", "/people/alice/?show=lately"):
        assert WHY not in bob.get(address).text
        assert "thanked" not in bob.get(address).text


def test_whoever_changed_a_page_can_be_thanked_and_nobody_else(alice, bob, carol, cleo, pump):
    assert carol.post(f"/p/{pump.pk}/thank/", said(cleo)).status_code == 422
    refused = carol.post(f"/p/{pump.pk}/thank/", said(cleo))
    assert "has no part in it" in refused.text
    assert WHY in refused.text
    with pytest.raises(TextRefused):
        thanking.thank(pump, to=cleo.user, act="kept", why=WHY, by=carol.user)


def test_nobody_thanks_themselves(alice, pump):
    assert "nobody here whom you could thank" in alice.get(f"/p/{pump.pk}/thank/").text
    assert alice.post(f"/p/{pump.pk}/thank/", said(alice)).status_code == 422
    assert not Thanks.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [{"why": " "}, {"act": "clapped"}, {"act": ""}, {"to": "x\0"}, {"to": "9" * 30}, {"why": "x" * 501}],
)
def test_what_is_missing_or_odd_is_asked_for_again_and_nothing_is_lost(alice, carol, pump, wrong):
    answer = carol.post(f"/p/{pump.pk}/thank/", said(alice) | wrong)
    assert answer.status_code == 422
    assert wrong.get("why", WHY).strip() in answer.text
    assert not Thanks.objects.exists()


def test_the_same_form_sent_twice_thanks_once_and_other_words_are_refused(alice, carol, pump):
    for _ in range(2):
        assert carol.post(f"/p/{pump.pk}/thank/", said(alice)).status_code == 302
    assert carol.post(f"/p/{pump.pk}/thank/", said(alice, why="Once more.")).status_code == 422
    assert carol.post(f"/p/{pump.pk}/thank/", said(alice, act="kept")).status_code == 302
    assert Thanks.objects.count() == 2
    assert Notice.objects.count() == 2


def test_thanks_are_taken_back_by_who_gave_them_and_by_nobody_else(alice, bob, carol, pump):
    carol.post(f"/p/{pump.pk}/thank/", said(alice))
    thanks = Thanks.objects.get()
    assert bob.post(f"/thanks/{thanks.pk}/take-back/").status_code == 404
    assert "Take back" in carol.get(f"/p/{pump.pk}/thank/").text
    carol.post(f"/thanks/{thanks.pk}/take-back/")
    assert not Thanks.objects.exists()
    assert not Notice.objects.exists()
    assert LedgerEntry.objects.filter(verb="thanked").count() == 2


def test_who_wrote_a_comment_is_thanked_for_it(alice, bob, carol, pump):
    comment = commenting.comment(pump, body="Oil it.", by=bob.user)
    assert f"/c/{comment.pk}/thank/" in carol.get("/articles/pump/comments/").text
    assert f"/c/{comment.pk}/thank/" not in bob.get("/articles/pump/comments/").text
    assert carol.post(f"/c/{comment.pk}/thank/", said(bob)).status_code == 302
    assert carol.post(f"/c/{comment.pk}/thank/", said(alice, act="kept")).status_code == 422
    commenting.delete(comment, by=bob.user)
    assert carol.get(f"/c/{comment.pk}/thank/").status_code == 404
    assert WHY not in bob.get("/me/recognition/").text


def test_a_comment_of_another_page_is_refused(alice, bob, carol, pump):
    other = make_article("Valve", by=alice.user)
    comment = commenting.comment(other, body="Oil it.", by=bob.user)
    with pytest.raises(TextRefused):
        thanking.thank(pump, to=bob.user, act="kept", why=WHY, by=carol.user, comment=comment)


def test_a_hidden_page_is_not_there(alice, carol, mallory):
    secret = make_article("Secret", by=alice.user, audience=make_audience("Few", alice.user, carol.user))
    for what in ("thank", "used"):
        assert mallory.get(f"/p/{secret.pk}/{what}/").status_code == 404
        assert mallory.post(f"/p/{secret.pk}/{what}/", said(alice)).status_code == 404
        assert carol.get(f"/p/{secret.pk}/{what}/").status_code == 200


def test_what_can_no_longer_be_read_is_not_shown_in_ones_recognition(alice, carol):
    few = make_audience("Few", alice.user, carol.user)
    secret = make_article("Secret", by=alice.user, audience=few)
    carol.post(f"/p/{secret.pk}/thank/", said(alice))
    assert "Secret" in alice.get("/me/recognition/").text
    few.members.filter(user=alice.user).delete()
    assert "Secret" not in alice.get("/me/recognition/").text
