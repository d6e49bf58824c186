"""A discussion becomes an article, a part of one, or a definition: named, credited, told, once."""

from urllib.parse import urlencode

import pytest

from articles.models import Article
from communities.discussions import accepting
from communities.people import belonging
from glossary import proposing
from glossary.models import Proposal, Term
from kmsite.pages.integrity import violations
from kmsite.pages.models import PUBLIC, KeptDraft, LedgerEntry
from kmsite.recognition.models import Credit, Harvest
from kmsite.talk import commenting
from kmsite.talk.models import Notice
from tests.make import make_article, make_community, make_discussion, make_member, make_term

pytestmark = pytest.mark.django_db


@pytest.fixture
def question(carol):
    return make_discussion("How do we keep lessons?", "They get *lost*.", by=carol.user)


@pytest.fixture
def answer(question, bob):
    said = commenting.comment(question, body="Write them into the handbook.", by=bob.user)
    accepting.accept(question, said.pk, by=bob.user)
    return said


def at(question, step="", *take, **more):
    tail = f"{step}/" if step else ""
    return f"{question.get_absolute_url()}harvest/{tail}?{urlencode({'take': take, **more}, doseq=True)}"


def sent(person, address, **changed):
    """Send the form at `address` as it was filled in, with what somebody changed."""
    form = person.get(address).context["form"]
    fields = {name: form[name].value() for name in form.fields}
    words = {name: "" if value is None else value for name, value in fields.items() if value is not False}
    words["tags"] = ""
    return {**words, **changed}


def test_what_is_accepted_is_chosen_already_and_leads_to_the_form(question, answer, alice):
    other = commenting.comment(question, body="No idea.", by=alice.user)
    page = alice.get(f"{question.get_absolute_url()}harvest/").text
    assert f'value="{answer.pk}" checked' in page
    assert f'value="{other.pk}">' in page
    led = alice.get(at(question, "", "question", answer.pk, goal="article"))
    assert led["Location"] == at(question, "article", "question", answer.pk)


def test_a_thread_becomes_an_article_and_says_so_on_both_sides(question, answer, alice, bob, carol):
    address = at(question, "article", "question", answer.pk)
    form = sent(alice, address)
    assert "They get *lost*." in form["body"]
    assert "said by Bob" in form["body"]
    assert form["summary"] == f"From the discussion /p/{question.pk}/, with words of Carol, Bob"
    first = alice.post(address, form)
    again = alice.post(address, form)
    assert first["Location"] == again["Location"]
    article = Article.objects.get(title=question.title)
    harvest = Harvest.objects.get(thread=question)
    assert (harvest.into_id, harvest.revision, harvest.kind) == (article.pk, 1, "created")
    credits = dict(Credit.objects.values_list("user", "comment"))
    assert credits == {carol.user.pk: None, bob.user.pk: answer.pk}
    assert LedgerEntry.objects.get(verb="harvested").page_id == question.pk
    told = Notice.objects.filter(kind="harvested").values_list("user", flat=True)
    assert sorted(told) == sorted([bob.user.pk, carol.user.pk])
    shown = carol.get(question.get_absolute_url()).text
    assert "Became the article" in shown
    assert article.get_absolute_url() in shown
    assert question.get_absolute_url() in carol.get(article.get_absolute_url()).text
    assert list(violations()) == []


def test_an_article_gets_a_part_and_somebody_elses_words_are_merged_or_asked_about(question, answer, alice):
    page = make_article("Lessons", "One.\n\nTwo.\n", by=alice.user)
    address = at(question, "edit", answer.pk, page=page.slug)
    form = sent(alice, address)
    assert form["body"].startswith("One.\n\nTwo.\n\n## How do we keep lessons?")
    form["body"] = form["body"].replace("Two.", "Mine.")
    elsewhere = alice.get(f"{page.get_absolute_url()}edit/").context["form"]
    theirs = {name: elsewhere[name].value() or "" for name in elsewhere.fields}
    alice.post(f"{page.get_absolute_url()}edit/", {**theirs, "tags": "", "body": "One.\n\nTheirs.\n"})
    asked = alice.post(address, form)
    assert asked.status_code == 409
    assert f'action="{address.replace("&", "&amp;")}"' in asked.text
    hidden = {**asked.context["hidden"], "body": form["body"], "summary": form["summary"], "pick-1": "mine"}
    assert alice.post(address, hidden).status_code == 302
    harvest = Harvest.objects.get(thread=question)
    assert (harvest.kind, harvest.into_id, harvest.revision) == ("edited", page.pk, 3)
    assert "Mine." in Article.objects.with_current().get(pk=page.pk).current.body


def test_a_definition_is_proposed_and_the_thread_follows_what_the_curators_say(
    question, answer, carol, mallory, cleo
):
    address = at(question, "term", answer.pk)
    form = sent(carol, address, title="Lesson", act="propose")
    assert form["entry_house_text"] == "Write them into the handbook."
    carol.post(address, form)
    carol.post(address, form)
    proposal = Proposal.objects.get()
    assert Harvest.objects.get().proposal == proposal.pk
    waiting = mallory.get(question.get_absolute_url()).text
    assert "have not decided yet" in waiting
    assert f"/proposals/{proposal.pk}/" not in waiting
    assert "Show the proposal" in carol.get(question.get_absolute_url()).text
    proposing.accept(proposal, by=cleo.user)
    assert Harvest.objects.get().into_id == Term.objects.get(title="Lesson").pk
    assert "accepted as a definition" in mallory.get(question.get_absolute_url()).text


def test_another_definition_of_a_term_takes_all_replies_along(question, answer, bob, carol):
    term = make_term("Lesson", body="As we use it.")
    other = commenting.comment(question, body="And tell others.", by=bob.user)
    led = carol.get(at(question, "", answer.pk, other.pk, goal="term", term="lesson"))
    address = led["Location"]
    form = sent(carol, address, act="propose")
    assert form["entry_further_text"] == "Write them into the handbook."
    assert form["body"].startswith("As we use it.\n\nAnd tell others.")
    assert carol.post(address, form).status_code == 302
    assert Proposal.objects.get().term_id == term.pk
    assert Harvest.objects.get().into is None


def test_a_curator_may_save_a_definition_at_once(question, answer, cleo):
    address = at(question, "term", answer.pk)
    made = cleo.post(address, sent(cleo, address, title="Lesson", act="save"))["Location"]
    assert "Became the term" in cleo.get(question.get_absolute_url()).text
    assert question.get_absolute_url() in cleo.get(made).text


def test_a_declined_proposal_says_so_and_names_no_term(question, answer, carol, mallory, cleo):
    address = at(question, "term", answer.pk)
    carol.post(address, sent(carol, address, title="Lesson", act="propose"))
    proposing.decline(Proposal.objects.get(), by=cleo.user, reason="Too vague.")
    shown = mallory.get(question.get_absolute_url()).text
    assert "curators declined" in shown
    assert "Too vague" not in shown


def test_what_is_no_reply_of_this_discussion_is_never_taken(question, answer, alice):
    other = commenting.comment(make_discussion("Else"), body="Secret.", by=alice.user)
    for asked in (other.pk, "987654321", "x", "-1", "9" * 30, "0x1", "", "a\0"):
        assert alice.get(at(question, "article", asked))["Location"].endswith("/harvest/")
        assert alice.get(at(question, "", asked, goal="article")).status_code == 422
        typed = {"title": "Kept", "body": "My words."}
        refused = alice.post(at(question, "article", asked), typed)
        assert refused.status_code == 422
        assert "My words." in refused.text
    assert not Article.objects.filter(title="Kept").exists()


def test_a_reply_that_is_deleted_meanwhile_is_not_taken_and_no_word_is_lost(question, answer, alice, bob):
    address = at(question, "article", answer.pk)
    form = sent(alice, address, body="I worked on this.")
    commenting.delete(answer, by=bob.user)
    refused = alice.post(address, form)
    assert refused.status_code == 422
    assert "I worked on this." in refused.text
    assert "is not there any more" in refused.text
    assert not Harvest.objects.exists()


def test_a_reader_is_offered_what_they_may_and_nothing_else(question, answer, carol, anonymous):
    page = carol.get(f"{question.get_absolute_url()}harvest/").text
    assert "proposed to the curators" in page
    assert "A new article" not in page
    assert carol.get(at(question, "article", answer.pk)).status_code == 403
    assert anonymous.get(f"{question.get_absolute_url()}harvest/").status_code == 302


class TestAmongFew:
    """A private community: what is said there stays there, unless who leads it says otherwise."""

    @pytest.fixture
    def inside(self, bob, alice, carol):
        community = make_community("Quiet people", by=bob.user, visibility="private")
        make_member(community, alice.user)
        make_member(community, carol.user)
        return community

    @pytest.fixture
    def thread(self, inside, carol):
        return make_discussion("A delicate matter", "Between us.", by=carol.user, community=inside)

    @pytest.fixture
    def reply(self, thread, alice):
        return commenting.comment(thread, body="So be it.", by=alice.user)

    def test_who_does_not_belong_finds_no_harvest(self, thread, reply, mallory, ada):
        for goal in ("", "article", "edit", "term"):
            for person in (mallory, ada):
                assert person.get(at(thread, goal, reply.pk)).status_code == 404

    def test_who_can_make_nothing_of_it_is_told_why(self, thread, reply, carol):
        page = carol.get(f"{thread.get_absolute_url()}harvest/").text
        assert "its words stay among them" in page
        assert "Go on to the text" not in page

    def test_the_article_is_for_the_same_people_unless_somebody_who_may_says_otherwise(
        self, thread, reply, alice, bob, mallory
    ):
        address = at(thread, "article", reply.pk)
        form = sent(alice, address)
        assert alice.post(address, {**form, "audience": ""}).status_code == 422
        assert alice.post(address, {**form, "audience": "", "widens": "on"}).status_code == 422
        made = alice.post(address, form)["Location"]
        assert mallory.get(made).status_code == 404
        assert Article.objects.get(title=thread.title).reach == thread.reach
        mine = sent(bob, address, title="For all", audience="")
        refused = bob.post(address, mine)
        assert refused.status_code == 422
        assert "More people would read this" in refused.text
        assert bob.post(address, {**mine, "widens": "on"}).status_code == 302
        assert Article.objects.get(title="For all").reach == PUBLIC
        assert list(violations()) == []

    def test_what_others_read_is_neither_edited_nor_proposed_from_it(self, thread, reply, alice):
        page = make_article("Open", "Text.", by=alice.user)
        chosen = alice.get(at(thread, "", reply.pk, goal="edit", page="Open"))
        assert chosen.status_code == 422
        assert "More people read this" in chosen.text
        address = at(thread, "edit", reply.pk, page=page.slug)
        assert alice.post(address, sent(alice, address)).status_code == 422
        address = at(thread, "term", reply.pk)
        assert alice.post(address, sent(alice, address, title="T", act="propose")).status_code == 422
        assert not Harvest.objects.exists()
        assert not Proposal.objects.exists()

    def test_the_origin_is_not_named_to_who_cannot_read_it(self, thread, reply, bob, mallory):
        address = at(thread, "article", reply.pk)
        made = bob.post(address, sent(bob, address, title="For all", audience="", widens="on"))["Location"]
        assert "delicate" not in mallory.get(made).text
        assert "delicate" not in mallory.get(f"{made}history/").text

    def test_who_left_meanwhile_is_answered_as_anybody_else(self, inside, thread, reply, alice, bob):
        address = at(thread, "article", reply.pk)
        form = sent(alice, address)
        belonging.let_go(inside, alice.user, by=bob.user)
        assert alice.post(address, form).status_code == 404


def test_a_refused_harvest_that_is_recovered_still_credits_its_people(question, answer, alice, bob):
    address = at(question, "article", "question", answer.pk)
    assert alice.post(address, sent(alice, address, title="", body="My words.")).status_code == 422
    draft = KeptDraft.objects.get(owner=alice.user)
    led = alice.post(f"/me/recovered/{draft.pk}/continue/")["Location"]
    assert led == f"{address}&draft={draft.pk}"
    form = sent(alice, led, title="Lessons")
    assert form["body"] == "My words."
    assert alice.post(led, form).status_code == 302
    assert Credit.objects.filter(user=bob.user).exists()


def test_a_goal_that_a_reader_may_not_see_is_not_named(question, answer, bob, mallory):
    community = make_community("Quiet", by=bob.user, visibility="private")
    address = at(question, "article", answer.pk)
    narrow = str(community.members_audience.pk)
    bob.post(address, sent(bob, address, title="Only for us", audience=narrow))
    assert "Only for us" in bob.get(question.get_absolute_url()).text
    assert "What became of it" not in mallory.get(question.get_absolute_url()).text
