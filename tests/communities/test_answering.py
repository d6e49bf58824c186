"""Answering: the page of a discussion, its state, and who has the same question."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from communities.discussions import answering
from communities.discussions.answering import turns_of
from communities.models import Discussion, SameHere
from kmsite.pages.endings import trashing
from kmsite.pages.endings.archiving import archive
from kmsite.pages.integrity import violations
from kmsite.pages.models import LedgerEntry
from kmsite.pages.refusing import NoLongerAllowed, TextRefused
from kmsite.talk import commenting
from kmsite.talk.models import Comment
from tests.make import make_audience, make_community, make_discussion, make_member, make_term

pytestmark = pytest.mark.django_db


@pytest.fixture
def question(carol):
    return make_discussion("How do we begin?", "I *tried* it.", by=carol.user)


def now(page):
    return Discussion.objects.get(pk=page.pk)


def test_everybody_reads_a_question_and_who_signed_in_answers_it(question, alice, anonymous):
    address = question.get_absolute_url()
    assert "Sign in" in anonymous.get(address).text
    answer = alice.post(address, {"body": "Begin **small**.", "key": "a"})
    assert answer.status_code == 302
    assert "Your answer is posted." in alice.get(answer["Location"]).text
    page = anonymous.get(answer["Location"])
    assert "<strong>small</strong>" in page.text
    assert (now(question).replies, now(question).state) == (1, "open")


def test_sent_twice_an_answer_is_there_once(question, alice):
    for _ in range(2):
        alice.post(question.get_absolute_url(), {"body": "Once.", "key": "a"})
    assert Comment.objects.on(question).count() == 1


def test_a_reply_of_the_asker_is_none_that_others_wait_for(question, carol):
    carol.post(question.get_absolute_url(), {"body": "More about it.", "key": "a"})
    assert now(question).replies == 0
    assert Discussion.objects.waiting().get() == now(question)


def test_an_empty_answer_and_one_to_a_thread_elsewhere_are_refused_and_kept(question, alice):
    other = commenting.comment(make_discussion("Other"), body="Elsewhere", by=alice.user)
    address = question.get_absolute_url()
    assert alice.post(address, {"body": "  "}).status_code == 422
    answer = alice.post(address, {"body": "My words.", "entry_reply": other.pk})
    assert answer.status_code == 422
    assert "My words." in answer.text
    assert not Comment.objects.on(question).exists()


def test_a_thread_far_down_is_shown_by_itself_at_its_permanent_address(question, alice):
    said = [commenting.comment(question, body=f"Answer {n}", by=alice.user) for n in range(52)]
    shown = alice.get(said[51].get_absolute_url(), follow=True)
    assert "Answer 51" in shown.text
    assert "Answer 12" not in shown.text
    assert "Show all replies" in shown.text
    assert "Answer 12" in alice.get(said[12].get_absolute_url(), follow=True).text
    assert "Later replies" in alice.get(question.get_absolute_url()).text


def test_reading_costs_the_same_for_few_and_many_replies(question, alice, carol):
    def statements():
        with CaptureQueriesContext(connection) as asked:
            carol.get(question.get_absolute_url())
        return len(asked)

    first = commenting.comment(question, body="One", by=alice.user)
    commenting.comment(question, body="Reply", by=carol.user, thread=first)
    few = statements()
    for number in range(6):
        first = commenting.comment(question, body=f"Answer {number}", by=alice.user)
        commenting.comment(question, body="Reply", by=carol.user, thread=first)
    assert statements() == few


def test_somebody_has_the_same_question_and_takes_it_back(question, alice, carol):
    address = f"{question.get_absolute_url()}same-here/"
    for _ in range(2):
        assert alice.post(address, {"has": "yes"}).status_code == 302
    assert SameHere.objects.count() == 1
    assert 'aria-pressed="true"' in alice.get(question.get_absolute_url()).text
    alice.post(address, {"has": "no"})
    assert not SameHere.objects.exists()
    assert "It is your question already" in carol.post(address, follow=True).text
    assert "I have this too" not in carol.get(question.get_absolute_url()).text


def test_an_announcement_is_nobodys_question(alice, bob):
    news = make_discussion("News", by=bob.user, sort="announcement")
    with pytest.raises(TextRefused):
        answering.say_same_here(news, by=alice.user, has_it=True)


def test_an_asker_says_the_state_and_its_history_tells_who_did(question, carol, bob):
    address = f"{question.get_absolute_url()}state/"
    assert carol.post(address, {"state": "outdated"}).status_code == 302
    assert "outdated" in bob.get(question.get_absolute_url()).text
    bob.post(address, {"state": "open"})
    assert [(turn.state, turn.by, turn.is_by_hand) for turn in turns_of(question)] == [
        ("open", bob.user, True),
        ("outdated", carol.user, True),
    ]
    assert "How it came to this" in carol.get(address).text


def test_who_asks_for_more_information_says_what_is_missing(question, bob):
    address = f"{question.get_absolute_url()}state/"
    refused = bob.post(address, {"state": "unclear", "key": "s"})
    assert refused.status_code == 422
    assert "Say what is missing" in refused.text
    bob.post(address, {"state": "unclear", "body": "Which pump?", "key": "s"})
    assert Comment.objects.on(question).get().body == "Which pump?\n".strip()
    assert "More information is needed" in bob.get(question.get_absolute_url()).text


@pytest.mark.parametrize("state", ["", "solved", "\0", "x" * 5000])
def test_there_are_no_other_states(state, question, carol):
    assert (
        carol.post(f"{question.get_absolute_url()}state/", {"state": state, "body": "w"}).status_code == 422
    )
    assert now(question).state == "open"


def test_others_neither_edit_nor_decide(question, alice):
    for door in ("state/", "edit/", "trash/"):
        assert alice.post(question.get_absolute_url() + door, {"state": "answered"}).status_code == 403
    with pytest.raises(NoLongerAllowed):
        answering.set_state(question, "answered", by=alice.user)


def test_a_facilitator_moderates_in_their_community_and_nowhere_else(alice, carol, mallory):
    community = make_community(by=alice.user)
    make_member(community, mallory.user, "facilitator")
    here, elsewhere = make_discussion(community=community, by=carol.user), make_discussion("B", by=carol.user)
    assert answering.set_state(here, "outdated", by=mallory.user)
    with pytest.raises(NoLongerAllowed):
        answering.set_state(elsewhere, "outdated", by=mallory.user)


def test_nothing_is_answered_in_the_archive_or_the_trash(question, alice, ada, carol):
    archive(question, by=ada.user)
    page = alice.get(question.get_absolute_url())
    assert "It is kept for reference" in page.text
    assert "Your answer" not in page.text
    assert alice.post(question.get_absolute_url(), {"body": "Late."}).status_code == 422
    with pytest.raises(TextRefused):
        answering.set_state(question, "answered", by=carol.user)
    trashing.trash([question], by=ada.user)
    assert alice.get(question.get_absolute_url()).status_code == 404


def test_a_question_looks_like_nothing_to_who_may_not_read_it(alice, mallory):
    community = make_community(by=alice.user, visibility="private")
    hidden = make_discussion("Zeppelins", community=community, by=alice.user)
    for tail in ("", "edit/", "state/", "history/", "links/"):
        assert mallory.get(hidden.get_absolute_url() + tail).status_code == 404
    for tail in ("", "same-here/", "state/", "answers/1/"):
        assert mallory.post(hidden.get_absolute_url() + tail, {"body": "x"}).status_code == 404


def test_the_terms_that_a_question_is_about_are_shown_while_they_are_there(carol, ada):
    term = make_term("Knowledge management", status="draft")
    page = make_discussion(by=carol.user, about=(term.pk,))
    assert "Knowledge management" in carol.get(page.get_absolute_url()).text
    trashing.trash([term], by=ada.user)
    assert "Knowledge management" not in carol.get(page.get_absolute_url()).text


def test_what_stands_beside_a_question_tells_of_nothing_hidden(question, carol, mallory):
    make_discussion("How to begin elsewhere", by=carol.user)
    from_board = make_audience("Board", carol.user)
    assert from_board
    assert "How to begin elsewhere" in mallory.get(question.get_absolute_url()).text


def test_all_that_pages_can_do_works_for_a_discussion(question, carol, bob):
    address = question.get_absolute_url()
    sent = {"title": "How do we end?", "body": "I tried it.", "entry_sort": "idea", "base_revision": 1}
    moved = carol.post(f"{address}edit/", sent)
    assert moved["Location"] == "/discussions/how-do-we-end/"
    new = moved["Location"]
    assert carol.get(address)["Location"] == new
    assert "idea" in carol.get(f"{new}compare/1..2/").text
    assert carol.get(f"{new[:-1]}.md").text == "I tried it.\n"
    assert "How do we end?" in carol.get(f"{new[:-1]}.atom").text
    restored = {"base_revision": 2, "key": "r"}
    assert bob.post(f"{new}history/1/restore/", restored).status_code == 302
    assert now(question).sort == "question"
    assert LedgerEntry.objects.filter(page=question, verb="renamed").count() == 2
    assert list(violations()) == []
