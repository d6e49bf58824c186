"""What becomes of what was said when its page is merged, deleted for good, or loses a secret."""

import pytest

from articles.models import Article
from glossary import curating
from glossary.models import Term
from kmsite.pages.endings import purging, removing, trashing
from kmsite.pages.endings.redacting import MARK, Secret
from kmsite.pages.integrity import violations as page_violations
from kmsite.pages.models import Page
from kmsite.pages.places import merging
from kmsite.talk import commenting, threads
from kmsite.talk.integrity import violations
from kmsite.talk.joining import COMMENTS
from kmsite.talk.models import Comment, CommentVersion, Notice, Report
from tests.make import make_article, make_term

pytestmark = pytest.mark.django_db


@pytest.fixture
def pump(alice):
    return make_article("Pump", by=alice.user)


def test_comments_come_along_when_a_page_is_merged(alice, bob, carol, pump):
    goal = make_article("Valve", by=alice.user)
    first = commenting.comment(pump, body="Which?", by=bob.user)
    commenting.comment(pump, body="This.", by=carol.user, thread=first)
    commenting.comment(goal, body="Hello.", by=bob.user)
    assert "2 comments" in bob.get("/articles/pump/merge/?into=valve&parent=Valve").text
    merging.merge(
        Article.objects.get(pk=pump.pk),
        into=goal,
        base=1,
        into_base=1,
        body="Both.",
        tags=[],
        by=bob.user,
        along=[COMMENTS],
    )
    assert len(threads.on(Page.objects.get(pk=goal.pk), bob.user)) == 2
    assert carol.get(f"/c/{first.pk}/").url.startswith("/articles/valve/comments/")
    assert Notice.objects.of(bob.user).filter(kind="replied").exists()
    assert "Which?" in carol.get("/articles/valve/").text
    assert [*violations(), *page_violations()] == []


def test_comments_on_terms_come_along_too(carol, cleo):
    term, goal = make_term("Peer assist", by=cleo.user), make_term("Peer help", by=cleo.user)
    commenting.comment(term, body="Who says so?", by=carol.user)
    curating.merge(term, into=goal, by=cleo.user)
    assert "Who says so?" in carol.get(f"/glossary/{Term.objects.get(pk=goal.pk).slug}/comments/").text


def test_comments_end_with_their_page(alice, ada, bob, pump):
    first = commenting.comment(pump, body="@alice?", by=bob.user)
    commenting.comment(pump, body="Yes.", by=alice.user, thread=first)
    commenting.edit(first, body="@alice!", base=1, by=bob.user)
    purging.purge(trashing.trash([pump], by=ada.user), by=ada.user)
    assert not Comment.objects.exists()
    assert not Notice.objects.exists()
    assert [*violations(), *page_violations()] == []


def test_a_secret_is_taken_out_of_comments_and_their_former_texts(alice, ada, bob, pump):
    said = commenting.comment(pump, body="It is **Hunter2-Tango**.", by=bob.user)
    commenting.edit(said, body="It was Hunter2-Tango.", base=1, by=bob.user)
    reported = Report.objects.create(
        page=pump, comment=said, by=alice.user, at=said.at, reason="secret", words="He says Hunter2-Tango!"
    )
    assert (
        "comment"
        in ada.post("/articles/pump/remove-secret/", {"words": "Hunter2-Tango", "why": "Password"}).text
    )
    removing.remove(pump, secret=Secret.of("Hunter2-Tango"), why="Password", by=ada.user)
    said.refresh_from_db()
    reported.refresh_from_db()
    assert said.body == f"It was {MARK}."
    assert MARK in said.html
    assert CommentVersion.objects.get().body == f"It is **{MARK}**."
    assert reported.words == f"He says {MARK}!"
    assert MARK in bob.get("/articles/pump/").text
    assert [*violations(), *page_violations()] == []


def test_what_does_not_hold_is_found(alice, bob, pump):
    first = commenting.comment(pump, body="One.", by=alice.user)
    reply = commenting.comment(pump, body="Two.", by=bob.user, thread=first)
    elsewhere = make_article("Valve", by=alice.user)
    Comment.objects.filter(pk=reply.pk).update(page=elsewhere, number=2, deleted_at=reply.at)
    found = "\n".join(violations())
    assert "stands on another page than its thread" in found
    assert "does not have all of its former texts" in found
    assert "was deleted or resolved by nobody" in found
