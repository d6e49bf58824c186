"""Saying something on a page, answering it, editing it, deleting it, settling it."""

import pytest

from kmsite.pages.endings import archiving, trashing
from kmsite.pages.integrity import violations
from kmsite.pages.models import LedgerEntry
from kmsite.pages.refusing import NoLongerAllowed, TextRefused
from kmsite.pages.saving import editing
from kmsite.talk import commenting, threads
from kmsite.talk.commenting import StaleEdit
from kmsite.talk.models import Comment, Notice
from tests.make import make_article, make_audience, make_discussion
from tests.people import make_user

pytestmark = pytest.mark.django_db


def test_somebody_comments_and_is_answered_in_one_thread(alice, bob, carol):
    article = make_article(by=alice.user)
    first = commenting.comment(article, body="Which *pump*?", by=bob.user)
    reply = commenting.comment(article, body="The old one.", by=carol.user, thread=first)
    again = commenting.comment(article, body="Thanks!", by=bob.user, thread=reply)
    assert again.thread == first
    (thread,) = threads.on(article, carol.user)
    assert thread.first.html == "<p>Which <em>pump</em>?</p>"
    assert [said.comment for said in thread.replies] == [reply, again]
    assert list(violations()) == []


def test_one_form_is_saved_once(alice):
    article = make_article(by=alice.user)
    one = commenting.comment(article, body="Once.", by=alice.user, key="form")
    assert commenting.comment(article, body="Once.", by=alice.user, key="form") == one
    assert Comment.objects.count() == 1


@pytest.mark.parametrize("body", ["", " \n ", "x" * 10_001, "[a]: http://b.example"])
def test_what_says_nothing_or_too_much_is_refused(alice, body):
    article = make_article(by=alice.user)
    with pytest.raises(TextRefused):
        commenting.comment(article, body=body, by=alice.user)
    assert not Comment.objects.exists()


def test_nobody_comments_on_what_is_archived_in_the_trash_or_hidden(alice, ada, mallory):
    kept = make_article("Kept", by=alice.user)
    archiving.archive(kept, by=ada.user)
    with pytest.raises(TextRefused):
        commenting.comment(kept, body="Still?", by=alice.user)
    gone = make_article("Gone", by=alice.user)
    trashing.trash([gone], by=ada.user)
    with pytest.raises(NoLongerAllowed):
        commenting.comment(gone, body="Still?", by=alice.user)
    hidden = make_article("Hidden", by=alice.user, audience=make_audience("Us", alice.user))
    with pytest.raises(NoLongerAllowed):
        commenting.comment(hidden, body="Let me in.", by=mallory.user)


def test_an_answer_to_a_comment_of_another_page_is_refused(alice):
    elsewhere = commenting.comment(make_article("There", by=alice.user), body="There.", by=alice.user)
    with pytest.raises(TextRefused):
        commenting.comment(make_article("Here", by=alice.user), body="Here.", by=alice.user, thread=elsewhere)


def test_an_edit_keeps_what_was_said_and_a_stale_one_is_refused(alice):
    said = commenting.comment(make_article(by=alice.user), body="First.", by=alice.user)
    commenting.edit(said, body="Second.", base=1, by=alice.user)
    with pytest.raises(StaleEdit) as stale:
        commenting.edit(said, body="Third.", base=1, by=alice.user)
    assert stale.value.comment.body == "Second."
    assert [version.body for version in said.versions.all()] == ["First."]


def test_nobody_rewrites_what_others_said(alice, ada):
    said = commenting.comment(make_article(by=alice.user), body="Mine.", by=alice.user)
    with pytest.raises(NoLongerAllowed):
        commenting.edit(said, body="Not yours.", base=1, by=ada.user)


def test_a_deleted_comment_leaves_a_trace_and_its_replies(alice, bob, carol):
    article = make_article(by=alice.user)
    first = commenting.comment(article, body="Rude.", by=carol.user)
    commenting.comment(article, body="Please.", by=alice.user, thread=first)
    with pytest.raises(NoLongerAllowed):
        commenting.delete(first, by=alice.user)
    commenting.delete(first, by=bob.user)
    (thread,) = threads.on(article, carol.user)
    assert thread.first.comment.deleted_by == bob.user
    assert thread.first.html == ""
    assert len(thread.replies) == 1
    assert not thread.first.may_see_former
    assert threads.on(article, bob.user)[0].first.may_see_former


def test_who_began_a_thread_or_may_edit_the_page_resolves_it(alice, carol, mallory):
    article = make_article(by=alice.user)
    mine = commenting.comment(article, body="Wrong date?", by=carol.user)
    with pytest.raises(NoLongerAllowed):
        commenting.resolve(mine, by=mallory.user)
    commenting.resolve(mine, by=carol.user)
    assert threads.on(article, carol.user)[0].is_resolved
    commenting.reopen(mine, by=alice.user)
    assert not threads.on(article, carol.user)[0].is_resolved


def test_everything_stands_in_the_ledger_without_a_word_of_it(alice):
    article = make_article(by=alice.user)
    said = commenting.comment(article, body="Words.", by=alice.user)
    commenting.edit(said, body="Other words.", base=1, by=alice.user)
    commenting.resolve(said, by=alice.user)
    commenting.reopen(said, by=alice.user)
    commenting.delete(said, by=alice.user)
    deeds = LedgerEntry.objects.filter(page=article).exclude(verb="created").order_by("id")
    assert [deed.verb for deed in deeds] == [
        "commented",
        "comment_edited",
        "resolved",
        "reopened",
        "comment_deleted",
    ]
    assert {tuple(deed.about.items()) for deed in deeds} == {(("comment", said.pk),)}


def test_a_discussion_counts_its_replies(alice, bob):
    question = make_discussion(by=alice.user)
    commenting.comment(question, body="Like this.", by=bob.user)
    question.refresh_from_db()
    assert question.replies == 1


def test_people_are_told_once(alice, bob, carol):
    article = make_article(by=alice.user)
    first = commenting.comment(article, body="Who knows?", by=bob.user)
    commenting.comment(article, body="@bob I do, and @carol", by=alice.user, thread=first)
    assert sorted(Notice.objects.values_list("user__username", "kind")) == [
        ("alice", "commented"),
        ("bob", "mentioned"),
        ("carol", "mentioned"),
    ]


def test_who_may_not_read_a_page_is_not_told(alice, mallory):
    page = make_article("Hidden", by=alice.user, audience=make_audience("Us", alice.user))
    commenting.comment(page, body="What would @mallory say?", by=alice.user)
    assert not Notice.objects.filter(user=mallory.user).exists()


def test_more_than_twenty_people_are_refused(alice):
    people = [make_user(f"somebody{number}") for number in range(21)]
    with pytest.raises(TextRefused):
        commenting.comment(
            make_article(by=alice.user), body=" ".join(f"@{one.username}" for one in people), by=alice.user
        )


def test_links_in_a_comment_lead_where_every_reader_may_go(alice, carol):
    article = make_article(by=alice.user)
    make_article("Valve", by=alice.user)
    make_article("Secret valve", by=alice.user, audience=make_audience("Us", alice.user))
    commenting.comment(article, body="[[Valve]] [[Secret valve]] [[Nowhere]]", by=alice.user)
    (thread,) = threads.on(article, alice.user)
    assert '<a class="wikilink" href="/articles/valve/">Valve</a> Secret valve Nowhere' in thread.first.html


def test_headings_and_footnotes_of_comments_clash_with_nothing(alice):
    article = make_article(by=alice.user, body="## Pump")
    said = commenting.comment(article, body='# Pump\n\nText id="x"[^1]\n\n[^1]: Note.', by=alice.user)
    html = threads.on(article, alice.user)[0].first.html
    assert f'<h6 id="c{said.pk}-' in html
    assert f'href="#c{said.pk}-' in html
    assert 'Text id="x"' in html


def test_a_page_revised_meanwhile_keeps_its_comments(alice):
    article = make_article(by=alice.user)
    commenting.comment(article, body="Good.", by=alice.user)
    editing.revise(article, base=1, body="Other.", by=alice.user)
    assert len(threads.on(article, alice.user)) == 1
