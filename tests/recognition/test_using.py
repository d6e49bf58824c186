"""“I used this”: told to whoever made it, counted on the page, and following it where it goes."""

import pytest

from articles.models import Article
from kmsite.accounts.models import User
from kmsite.pages.endings import purging, trashing
from kmsite.pages.models import LedgerEntry, Page
from kmsite.pages.places import merging
from kmsite.pages.saving import editing
from kmsite.pages.saving.drafts import Draft
from kmsite.recognition import crediting, thanking
from kmsite.recognition.integrity import violations
from kmsite.recognition.joining import RECOGNITION
from kmsite.recognition.models import Harvest, Receipt, Thanks
from kmsite.talk import commenting
from kmsite.talk.models import Notice
from tests.make import make_article, make_community, make_discussion, make_term

pytestmark = pytest.mark.django_db


@pytest.fixture
def pump(alice):
    return make_article("Pump", by=alice.user)


def told(kind="used"):
    return {notice.user.username for notice in Notice.objects.filter(kind=kind).select_related("user")}


def test_a_reader_says_that_they_used_a_page_and_its_author_is_told(alice, carol, pump):
    assert "Used by" not in carol.get("/articles/pump/").text
    answer = carol.post(f"/p/{pump.pk}/used/", {"where": "Plant 4", "saved": "two days"})
    assert answer.url == "/articles/pump/"
    assert "Used by one person" in carol.get("/articles/pump/").text
    assert told() == {"alice"}
    shown = alice.get("/me/recognition/?show=used").text
    assert "Plant 4" in shown
    assert "two days" in shown
    assert LedgerEntry.objects.get(verb="used").about == {}


def test_where_and_what_it_saved_are_read_by_authors_and_editors_alone(alice, bob, carol, mallory, pump):
    carol.post(f"/p/{pump.pk}/used/", {"where": "Plant 4"})
    assert "Plant 4" in alice.get(f"/p/{pump.pk}/used/").text
    assert "Plant 4" in bob.get(f"/p/{pump.pk}/used/").text
    assert "Plant 4" not in mallory.get(f"/p/{pump.pk}/used/").text
    assert "Carol" not in mallory.get("/articles/pump/").text


def test_neither_has_to_be_said_and_saying_it_twice_counts_once(alice, carol, pump):
    for where in ("", "Plant 4", "Plant 5"):
        assert carol.post(f"/p/{pump.pk}/used/", {"where": where}).status_code == 302
    assert Receipt.objects.get().where == "Plant 5"
    assert Notice.objects.count() == 1
    assert 'value="Plant 5"' in carol.get(f"/p/{pump.pk}/used/").text


def test_enormous_words_are_refused_and_given_back(carol, pump):
    answer = carol.post(f"/p/{pump.pk}/used/", {"where": "x" * 300, "saved": "a day"})
    assert answer.status_code == 422
    assert "x" * 300 in answer.text
    assert not Receipt.objects.exists()


def test_receipts_of_those_who_wrote_it_do_not_count(alice, bob, carol, pump):
    for person in (alice, bob, carol):
        thanking.use(pump, by=person.user)
    assert "Used by 2 people" in carol.get("/articles/pump/").text
    editing.revise(pump, base=1, title="Pump", body="Better.", tags=[], by=bob.user)
    assert "Used by one person" in carol.get("/articles/pump/").text


def test_a_receipt_is_taken_back(alice, carol, pump):
    carol.post(f"/p/{pump.pk}/used/", {})
    carol.post(f"/p/{pump.pk}/used/", {"take-back": "yes"})
    assert not Receipt.objects.exists()
    assert not Notice.objects.exists()
    assert "Used by" not in carol.get("/articles/pump/").text


def test_terms_are_used_as_well(cleo, carol):
    term = make_term("Tacit knowledge", by=cleo.user)
    assert f"/p/{term.pk}/used/" in carol.get("/glossary/tacit-knowledge/used/").url
    carol.post(f"/p/{term.pk}/used/", {})
    assert "Used by one person" in carol.get("/glossary/tacit-knowledge/").text


def test_an_accepted_answer_says_how_many_used_it(alice, bob, carol):
    community = make_community(by=alice.user)
    question = make_discussion("Which oil?", by=alice.user, community=community)
    comment = commenting.comment(question, body="The green one.", by=bob.user)
    alice.post(f"/discussions/{question.slug}/answers/{comment.pk}/", {"act": "accept"})
    carol.post(f"/c/{comment.pk}/used/", {"where": "Plant 4"})
    assert told() == {"bob"}
    assert "used by one person" in alice.get(question.get_absolute_url()).text


@pytest.fixture
def harvested(alice, bob, cleo, pump):
    """A discussion by Bob with words of Cleo went into the page."""
    thread = make_discussion("Which oil?", by=bob.user)
    comment = commenting.comment(thread, body="The green one.", by=cleo.user)
    people = {bob.user.pk: None, cleo.user.pk: comment.pk}
    crediting.record(thread, kind="edited", people=people, by=alice.user, into=pump, revision=1)
    return thread


def test_whose_words_were_harvested_is_told_credited_and_thanked(alice, bob, carol, cleo, pump, harvested):
    shown = carol.get("/articles/pump/").text
    assert "From the discussion" in shown
    assert "Which oil?" in shown
    assert "Cleo" in shown
    thanking.use(pump, by=carol.user)
    thanking.use(pump, by=cleo.user)
    assert {"alice", "bob", "cleo"} <= told()
    assert "Used by one person" in carol.get("/articles/pump/").text
    assert "Pump" in cleo.get("/me/recognition/?show=harvests").text
    assert "Pump" in cleo.get("/me/recognition/?show=used").text
    form = {"to": cleo.user.pk, "act": "together", "why": "For the oil."}
    assert carol.post(f"/p/{pump.pk}/thank/", form).status_code == 302


def test_a_discussion_that_not_all_readers_may_see_is_not_named(alice, bob, carol, cleo, mallory, pump):
    community = make_community("Inner ring", by=alice.user, visibility="private")
    thread = make_discussion("Hidden question", by=alice.user, community=community)
    comment = commenting.comment(thread, body="Hidden words.", by=alice.user)
    crediting.record(thread, kind="edited", people={cleo.user.pk: None}, by=alice.user, into=pump, revision=1)
    assert comment
    shown = alice.get("/articles/pump/").text
    assert "Hidden question" not in shown
    assert "Cleo" not in shown
    assert "Cleo" not in mallory.get(f"/p/{pump.pk}/thank/").text
    form = {"to": cleo.user.pk, "act": "kept", "why": "Guessed."}
    assert mallory.post(f"/p/{pump.pk}/thank/", form).status_code == 422


def test_a_renamed_or_trashed_discussion_shows_at_once(alice, bob, carol, pump, harvested):
    carol.get("/articles/pump/")
    entry = Draft.of(harvested.current).entry
    editing.revise(harvested, base=1, title="Which grease?", body="?", tags=[], entry=entry, by=bob.user)
    assert "Which grease?" in carol.get("/articles/pump/").text
    trashing.trash([harvested], by=bob.user)
    assert "Which grease?" not in carol.get("/articles/pump/").text


def merged(page, into, by):
    return merging.merge(
        Article.objects.get(pk=page.pk),
        into=Article.objects.get(pk=into.pk),
        base=page.current.number,
        into_base=into.current.number,
        body="Both.",
        tags=[],
        by=by,
        along=[RECOGNITION],
    )


def test_what_was_said_follows_a_merged_page_and_nobody_counts_twice(
    alice, bob, carol, cleo, mallory, pump, harvested
):
    goal = make_article("Machines", by=alice.user)
    for page in (pump, goal):
        thanking.use(page, by=carol.user)
        thanking.thank(page, to=alice.user, act="kept", why="Good.", by=carol.user)
    thanking.use(pump, by=mallory.user)
    merged(pump, goal, bob.user)
    shown = carol.get("/articles/machines/").text
    assert "Used by 2 people" in shown
    assert "Which oil?" in shown
    assert Thanks.objects.get().page_id == goal.pk
    assert Harvest.objects.get().into_id == goal.pk
    assert carol.get(f"/p/{pump.pk}/used/").status_code == 200
    thanking.use(goal, by=User.objects.get(username="bob"))
    assert Notice.objects.filter(kind="used", user=cleo.user, page=goal).exists()
    assert list(violations()) == []


def test_what_is_deleted_for_good_takes_its_receipts_along(alice, bob, carol, pump, harvested):
    thanking.use(pump, by=carol.user)
    thanking.thank(pump, to=alice.user, act="kept", why="Good.", by=carol.user)
    trashing.trash([pump], by=bob.user)
    purging.purge(Page.objects.get(pk=pump.pk).trash, by=bob.user)
    assert not Receipt.objects.exists()
    assert not Thanks.objects.exists()
    assert Harvest.objects.get().into_id is None
