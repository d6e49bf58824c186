"""Where people talk: reading, commenting, answering, without a script and with a session that ended."""

import pytest
from django.conf import settings

from kmsite.pages.endings import archiving
from kmsite.pages.models import KeptDraft
from kmsite.talk import commenting
from kmsite.talk.models import Comment
from tests.make import make_article, make_audience, make_term
from tests.people import session_of

pytestmark = pytest.mark.django_db

TALK = "/articles/pump/comments/"


@pytest.fixture
def pump(alice):
    return make_article("Pump", by=alice.user)


def test_a_reader_comments_and_lands_at_their_words(carol, pump):
    answer = carol.post(TALK, {"body": "Which *pump*?", "key": "a"}, follow=True)
    said = Comment.objects.get()
    assert answer.redirect_chain == [(f"{TALK}?thread={said.pk}#comment-{said.pk}", 302)]
    assert "Which <em>pump</em>?" in answer.text
    assert "Your comment is saved." in answer.text
    assert not KeptDraft.objects.exists()


def test_a_form_sent_twice_saves_once(carol, pump):
    for _ in range(2):
        assert carol.post(TALK, {"body": "Once.", "key": "a"}).status_code == 302
    assert Comment.objects.count() == 1


def test_a_reply_is_written_below_its_thread(bob, carol, pump):
    first = commenting.comment(pump, body="Which?", by=bob.user)
    page = carol.get(f"{TALK}?reply={first.pk}").text
    assert "Your reply" in page
    carol.post(TALK, {"body": "The old one.", "entry_reply": first.pk})
    assert Comment.objects.get(body="The old one.").thread == first


@pytest.mark.parametrize("reply", ["987654", "x", "-1", "99999999999999999999"])
def test_a_reply_to_what_is_not_there_is_refused_and_its_words_stay(carol, pump, reply):
    answer = carol.post(TALK, {"body": "To whom?", "entry_reply": reply})
    assert answer.status_code == 422
    assert "To whom?" in answer.text
    assert not Comment.objects.exists()


def test_nobody_answers_across_pages(alice, carol, pump):
    there = commenting.comment(make_article("Valve", by=alice.user), body="There.", by=alice.user)
    assert carol.post(TALK, {"body": "Here.", "entry_reply": there.pk}).status_code == 422


@pytest.mark.parametrize("body", ["", "x" * 10_001, "> " * 4000])
def test_refused_words_stay_in_the_form(carol, pump, body):
    answer = carol.post(TALK, {"body": body})
    assert answer.status_code == 422
    assert "There is a problem" in answer.text
    assert body[:2000] in answer.text or "&gt; &gt;" in answer.text


def test_a_preview_shows_the_words_and_saves_nothing(carol, pump):
    answer = carol.post(TALK, {"body": "So *it* is.", "preview": "yes"})
    assert "So <em>it</em> is." in answer.text
    assert not Comment.objects.exists()


def test_strangers_read_and_are_asked_to_sign_in(anonymous, carol, pump):
    commenting.comment(pump, body="Read me.", by=carol.user)
    page = anonymous.get(TALK).text
    assert "Read me." in page
    assert "/accounts/login/?next=/articles/pump/comments/" in page
    assert "<textarea" not in page


def test_words_outlive_a_session_that_ended(anonymous, bob, carol, pump):
    first = commenting.comment(pump, body="Which?", by=bob.user)
    answer = anonymous.post(TALK, {"body": "My words.", "entry_reply": first.pk, "key": "k"})
    assert answer.url.startswith("/accounts/login/?next=/me/recovered/")
    draft = KeptDraft.objects.get()
    anonymous.cookies[settings.SESSION_COOKIE_NAME] = session_of(carol.user)
    assert "Comment on" in anonymous.get(f"/me/recovered/{draft.pk}/").text
    form = anonymous.post(f"/me/recovered/{draft.pk}/continue/", follow=True).text
    assert "My words." in form
    assert "Your reply" in form
    anonymous.post(TALK, {"body": "My words.", "entry_reply": first.pk, "key": "k"})
    assert Comment.objects.get(body="My words.").thread == first
    assert not KeptDraft.objects.exists()


def test_an_edit_outlives_a_session_that_ended(anonymous, carol, pump):
    said = commenting.comment(pump, body="First.", by=carol.user)
    anonymous.post(f"/c/{said.pk}/edit/", {"body": "Second.", "base": 1, "key": "k"})
    draft = KeptDraft.objects.get()
    anonymous.cookies[settings.SESSION_COOKIE_NAME] = session_of(carol.user)
    form = anonymous.post(f"/me/recovered/{draft.pk}/continue/", follow=True)
    assert "Edit your comment" in form.text
    assert "Second." in form.text


def test_an_archived_page_is_read_only(ada, carol, pump):
    commenting.comment(pump, body="Read me.", by=carol.user)
    archiving.archive(pump, by=ada.user)
    page = carol.get(TALK).text
    assert "Read me." in page
    assert "in the archive" in page
    assert "<textarea" not in page
    assert carol.post(TALK, {"body": "Still?"}).status_code == 422


def test_who_may_not_read_a_page_reads_no_word_of_its_comments(alice, mallory):
    page = make_article("Board", by=alice.user, audience=make_audience("Us", alice.user))
    said = commenting.comment(page, body="Hush.", by=alice.user)
    for address in (f"{page.get_absolute_url()}comments/", f"/c/{said.pk}/", f"/c/{said.pk}/history/"):
        assert mallory.get(address).status_code == 404
    for address in ("edit", "delete", "resolve", "reopen"):
        assert mallory.post(f"/c/{said.pk}/{address}/").status_code == 404
    assert alice.get(f"/c/{said.pk}/", follow=True).status_code == 200


def test_a_permanent_link_opens_a_thread_wherever_it_stands(carol, pump):
    first = commenting.comment(pump, body="The very first.", by=carol.user)
    commenting.resolve(first, by=carol.user)
    for number in range(21):
        commenting.comment(pump, body=f"Number {number}", by=carol.user)
    assert "The very first." not in carol.get(TALK).text
    page = carol.get(f"/c/{first.pk}/", follow=True)
    assert f'id="comment-{first.pk}"' in page.text
    assert "<details open>" in page.text


def test_a_list_asks_the_same_questions_however_long_it_is(carol, pump, django_assert_max_num_queries):
    first = commenting.comment(pump, body="One.", by=carol.user)
    with django_assert_max_num_queries(10) as few:
        carol.get(TALK)
    for number in range(5):
        commenting.comment(pump, body=f"Number {number} [[Pump]]", by=carol.user, thread=first)
        commenting.comment(pump, body=f"Thread {number}", by=carol.user)
    with django_assert_max_num_queries(len(few) + 2):  # the links of all comments
        carol.get(TALK)


def test_terms_are_talked_about_too(carol, cleo):
    make_term("Peer assist", by=cleo.user)
    carol.post("/glossary/peer-assist/comments/", {"body": "Who calls it so?"})
    assert "Who calls it so?" in carol.get("/glossary/peer-assist/comments/").text


def test_whoever_was_named_in_vain_is_told_of(alice, mallory):
    page = make_article("Board", by=alice.user, audience=make_audience("Us", alice.user))
    answer = alice.post(f"{page.get_absolute_url()}comments/", {"body": "@mallory @nobody1"}, follow=True)
    assert "Nobody here is called @nobody1." in answer.text
    assert "@mallory was not told: this page is not for them." in answer.text
