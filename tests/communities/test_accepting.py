"""Accepted answers: who accepts, what follows, and what happens at the same moment."""

import pytest

from communities.discussions import accepting, answering
from communities.integrity import violations as community_violations
from communities.models import Acceptance, Discussion
from kmsite.pages.integrity import violations
from kmsite.pages.models import LedgerEntry
from kmsite.pages.refusing import NoLongerAllowed, TextRefused
from kmsite.talk import commenting
from kmsite.talk.models import Notice
from tests.make import make_discussion
from tests.pages.test_at_once import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def question(carol):
    return make_discussion("How do we begin?", by=carol.user)


@pytest.fixture
def answer(question, alice):
    return commenting.comment(question, body="Begin *small*.", by=alice.user)


def state(page):
    return Discussion.objects.get(pk=page.pk).state


def test_the_asker_accepts_an_answer_and_everybody_sees_who_and_when(question, answer, carol, anonymous):
    address = f"{question.get_absolute_url()}answers/{answer.pk}/"
    assert carol.post(address)["Location"].endswith(f"#comment-{answer.pk}")
    page = anonymous.get(question.get_absolute_url()).text
    assert page.index("Accepted answer") < page.index("Replies")
    assert page.count("Begin <em>small</em>.") == 2
    assert "accepted by" in page
    assert state(question) == "answered"
    assert Notice.objects.get(kind="answer_accepted").user == answer.by
    assert list(violations()) == []


def test_several_answers_are_accepted_and_the_question_opens_again_with_the_last(
    question, answer, bob, alice
):
    other = commenting.comment(question, body="Or big.", by=bob.user)
    for one in (answer, other):
        assert accepting.accept(question, one.pk, by=bob.user)
        assert not accepting.accept(question, one.pk, by=bob.user)
    accepting.take_back(question, answer.pk, by=bob.user)
    assert state(question) == "answered"
    assert accepting.take_back(question, other.pk, by=bob.user)
    assert not accepting.take_back(question, other.pk, by=bob.user)
    assert state(question) == "open"
    told = LedgerEntry.objects.filter(page=question).exclude(verb__in=("created", "commented"))
    assert list(told.order_by("id").values_list("verb", flat=True)) == [
        "accepted", "state", "accepted", "unaccepted", "unaccepted", "state",
    ]  # fmt: skip


def test_a_state_that_somebody_set_stays_when_answers_come_and_go(question, answer, carol):
    answering.set_state(question, "outdated", by=carol.user)
    accepting.accept(question, answer.pk, by=carol.user)
    assert state(question) == "outdated"
    answering.set_state(question, "answered", by=carol.user)
    accepting.take_back(question, answer.pk, by=carol.user)
    assert state(question) == "answered"


def test_others_accept_nothing(question, answer, alice):
    assert alice.post(f"{question.get_absolute_url()}answers/{answer.pk}/").status_code == 403
    with pytest.raises(NoLongerAllowed):
        accepting.accept(question, answer.pk, by=alice.user)
    assert "Accept as an answer" not in alice.get(question.get_absolute_url()).text


def test_an_asker_accepts_their_own_answer(question, carol):
    mine = commenting.comment(question, body="Found it.", by=carol.user)
    assert accepting.accept(question, mine.pk, by=carol.user)
    assert not Notice.objects.filter(kind="answer_accepted").exists()


def test_a_comment_of_another_page_is_no_answer_here(question, carol, alice):
    elsewhere = commenting.comment(make_discussion("Other", by=carol.user), body="No.", by=alice.user)
    for number in (elsewhere.pk, 987_654, 2**62):
        told = carol.post(f"{question.get_absolute_url()}answers/{number}/", follow=True)
        assert "This reply is no longer there" in told.text
    assert carol.post(f"{question.get_absolute_url()}answers/{2**70}/").status_code == 404
    assert not Acceptance.objects.exists()


def test_an_idea_has_no_answers(carol, alice):
    idea = make_discussion("Let us", by=carol.user, sort="idea")
    said = commenting.comment(idea, body="Yes.", by=alice.user)
    with pytest.raises(TextRefused):
        accepting.accept(idea, said.pk, by=carol.user)


def test_a_deleted_comment_is_no_answer_any_more(question, answer, carol, alice):
    accepting.accept(question, answer.pk, by=carol.user)
    commenting.delete(answer, by=alice.user)
    assert not Acceptance.objects.exists()
    assert state(question) == "open"
    assert LedgerEntry.objects.get(verb="unaccepted").by == alice.user
    with pytest.raises(TextRefused):
        accepting.accept(question, answer.pk, by=carol.user)


def test_what_was_edited_after_it_was_accepted_says_so(question, answer, carol, alice):
    accepting.accept(question, answer.pk, by=carol.user)
    assert "edited after it was accepted" not in carol.get(question.get_absolute_url()).text
    commenting.edit(answer, body="Begin elsewhere.", base=1, by=alice.user)
    assert "edited after it was accepted" in carol.get(question.get_absolute_url()).text


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_who_accept_the_same_answer_accept_it_once(question, answer, carol, bob):
    people = (carol.user, bob.user)
    answers = at_once(lambda n: accepting.accept(question, answer.pk, by=people[n]), count=2)
    assert sorted(answers) == [False, True]
    assert LedgerEntry.objects.filter(verb="accepted").count() == 1


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_who_accepts_what_is_deleted_at_that_moment_leaves_no_answer(question, carol, alice):
    for number in range(3):
        said = commenting.comment(question, body=f"Answer {number}", by=alice.user)

        def act(n, said=said):
            try:
                return (
                    accepting.accept(question, said.pk, by=carol.user)
                    if n
                    else commenting.delete(said, by=alice.user)
                )
            except TextRefused:
                return "refused"

        at_once(act, count=2)
        assert not Acceptance.objects.exists()
        assert state(question) == "open"


def test_a_wrong_answer_or_count_is_found(question, answer, carol):
    accepting.accept(question, answer.pk, by=carol.user)
    assert list(community_violations()) == []
    Acceptance.objects.update(discussion=make_discussion("Other", by=carol.user))
    Discussion.objects.filter(pk=question.pk).update(replies=7)
    assert [found[:3] for found in community_violations()] == ["I34", "I35"]
