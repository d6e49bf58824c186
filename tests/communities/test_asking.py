"""Asking: who may where, what is found meanwhile, who hears of it, and that no word is lost."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from communities.discussions import asking
from communities.discussions.asking import AskingRefused
from communities.discussions.similar import similar_to
from communities.discussions.speaking import places_for
from communities.discussions.topic import Topic
from communities.models import Discussion, Stage
from kmsite.pages.endings.archiving import archive
from kmsite.pages.integrity import violations
from kmsite.pages.models import KeptDraft, LedgerEntry
from kmsite.pages.refusing import NoLongerAllowed
from kmsite.profiles.models import Expertise, Profile
from kmsite.talk.models import Notice
from tests.make import make_article, make_audience, make_community, make_discussion, make_member, make_term

pytestmark = pytest.mark.django_db


def form(title="Where do we keep lessons?", **fields):
    return {"title": title, "body": "I *looked*.", "entry_sort": "question", "key": "k", **fields}


def looked(answer):
    return re.search(r'name="looked" value="(\w+)"', answer.text)[1]


def knows(user, term, *, is_open=True):
    Expertise.objects.create(user=user, term=term, confirmed_at=timezone.now())
    Profile.objects.create(user=user, is_open_to_questions=is_open)


def test_a_reader_asks_everybody(carol, anonymous):
    answer = carol.post("/discussions/new/", form(tags="lessons"))
    assert answer["Location"] == "/discussions/where-do-we-keep-lessons/"
    page = anonymous.get(answer["Location"])
    assert "I <em>looked</em>" in page.text
    assert "to everybody" in page.text
    assert LedgerEntry.objects.filter(verb="asked", by=carol.user).count() == 1
    assert list(violations()) == []


def test_what_is_asked_in_a_listed_community_is_read_by_its_members(alice, carol, mallory):
    community = make_community(by=alice.user, visibility="listed")
    make_member(community, carol.user)
    address = carol.post("/discussions/new/", form(entry_place=community.slug))["Location"]
    assert alice.get(address).status_code == 200
    assert mallory.get(address).status_code == 404
    assert mallory.get("/discussions/?tab=all").text.count("lessons") == 0
    assert "Members read" in mallory.get(f"/communities/{community.slug}/discussions/").text


def test_nobody_asks_where_they_are_no_member_and_the_form_keeps_every_word(alice, mallory):
    community = make_community(by=alice.user, visibility="listed")
    answer = mallory.post("/discussions/new/", form(entry_place=community.slug, tags="one, two"))
    assert answer.status_code == 422
    assert "There is no such community, or you cannot ask there" in answer.text
    for kept in ("Where do we keep lessons?", "I *looked*.", "one, two"):
        assert kept in answer.text
    assert not Discussion.objects.exists()
    assert KeptDraft.objects.of(mallory.user).get().fields["body"] == "I *looked*."


def test_a_hidden_community_is_refused_in_the_same_words_as_one_that_does_not_exist(alice, mallory):
    hidden = make_community("Zeppelins", by=alice.user, visibility="private")
    answers = [
        mallory.post("/discussions/new/", form(entry_place=slug)).text for slug in (hidden.slug, "nonsense-x")
    ]
    assert "Zeppelins" not in answers[0]
    assert "There is no such community" in answers[0]
    assert "There is no such community" in answers[1]


def test_nobody_asks_in_a_community_that_is_only_proposed(alice):
    community = make_community(by=alice.user, stage="proposed")
    assert places_for(alice.user) == []
    with pytest.raises(AskingRefused):
        asking.ask(title="Anybody?", body="", community=community, by=alice.user)


def test_nobody_asks_in_the_archive(alice, ada):
    community = make_community(by=alice.user)
    archive(community, by=ada.user)
    community.refresh_from_db()
    with pytest.raises(AskingRefused):
        asking.ask(title="Anybody?", body="", community=community, by=alice.user)


def test_the_right_to_speak_is_asked_again_inside_the_lock(alice, carol):
    community = make_community(by=alice.user, visibility="private")
    make_member(community, carol.user)
    assert community in places_for(carol.user)
    from_before = carol.user  # knows its audiences already
    community.memberships.filter(user=carol.user).update(left_at=timezone.now())
    community.members_audience.members.filter(user=carol.user).delete()
    with pytest.raises(NoLongerAllowed):
        asking.ask(title="Still here?", body="", community=community, by=from_before)


def test_only_who_leads_announces_in_a_community_and_only_editors_to_everybody(alice, bob, carol):
    community = make_community(by=alice.user)
    make_member(community, carol.user)
    said = form("The server moves", entry_sort="announcement", entry_place=community.slug)
    assert carol.post("/discussions/new/", said).status_code == 422
    assert alice.post("/discussions/new/", said).status_code == 302
    to_all = form("We close early", entry_sort="announcement", key="all")
    refused = alice.post("/discussions/new/", to_all)
    assert "Only editors announce something to everybody" in refused.text
    assert bob.post("/discussions/new/", to_all).status_code == 302


def test_an_announcement_ends_after_it_begins(bob):
    days = {"entry_shown_from": "2026-03-02", "entry_shown_until": "2026-03-01"}
    answer = bob.post("/discussions/new/", form("News", entry_sort="announcement", **days))
    assert "An announcement cannot end before it begins" in answer.text
    assert 'value="2026-03-02"' in answer.text
    assert bob.post("/discussions/new/", form(entry_shown_from="32 May")).status_code == 422


def test_an_asker_does_not_turn_a_question_into_an_announcement(alice, carol):
    community = make_community(by=alice.user)
    make_discussion(community=community, by=carol.user)
    page = Discussion.objects.with_current().get()
    sent = form(entry_sort="announcement", base_revision=1)
    assert carol.post(f"{page.get_absolute_url()}edit/", sent).status_code == 422
    entry = Topic("announcement").structure()
    with pytest.raises(AskingRefused):
        asking.change(page, base=1, title="T", body="", entry=entry, by=carol.user)


def test_sent_twice_it_is_asked_once(carol):
    first, second = (carol.post("/discussions/new/", form()) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Discussion.objects.count() == 1
    assert LedgerEntry.objects.filter(verb="asked").count() == 1


def test_before_a_question_is_asked_its_writer_sees_what_answers_it(carol):
    make_article("Keeping lessons", "Write each lesson down.")
    said = form(tags="lessons", entry_about="")
    answer = carol.post("/discussions/new/", said)
    assert answer.status_code == 200
    assert "Nothing is asked yet" in answer.text
    assert "Keeping lessons" in answer.text
    assert "I *looked*." in answer.text
    assert not Discussion.objects.exists()
    assert carol.post("/discussions/new/", {**said, "looked": looked(answer)}).status_code == 302
    assert not KeptDraft.objects.of(carol.user).exists()


def test_what_is_similar_tells_of_nothing_hidden(carol, mallory):
    make_article("Keeping lessons", audience=make_audience("Board", carol.user))
    make_discussion("Where are lessons kept?")
    address = "/discussions/similar/?q=Where+do+we+keep+lessons"
    assert "Keeping lessons" in carol.get(address).text
    assert "Keeping lessons" not in mallory.get(address).text
    assert "Where are lessons kept?" in mallory.get(address).text


def test_what_is_similar_shares_words_that_mean_something(alice):
    for title in ("Keeping lessons learned", "The canteen", "What we do"):
        make_article(title, "We do what we do, and how.")
    answered = [one.page.title for one in similar_to(alice.user, "How do we keep what the lessons were?")]
    assert answered == ["Keeping lessons learned"]
    assert similar_to(alice.user, "how do we \0 <b>''\"& - or and") == []


def test_looking_for_what_is_similar_costs_the_same_for_few_and_many(alice):
    def statements():
        with CaptureQueriesContext(connection) as asked:
            similar_to(alice.user, "Where do we keep lessons?")
        return len(asked)

    make_article("Keeping lessons")
    make_discussion("Lessons that we keep")
    assert statements() <= 7
    for number in range(8):
        make_article(f"Lessons we keep {number}")
    assert statements() <= 7


def test_who_can_be_asked_about_a_term_hears_of_a_question_about_it(alice, bob, carol, cleo):
    term = make_term("Knowledge management", "KM")
    knows(alice.user, term)
    knows(bob.user, term, is_open=False)
    answer = carol.post("/discussions/new/", form(entry_about="KM, knowledge management"))
    assert ">Knowledge management</a>" in carol.get(answer["Location"]).text
    told = Notice.objects.filter(kind="asked_about_term")
    assert [notice.user for notice in told] == [alice.user]


def test_nobody_hears_of_a_question_that_they_may_not_read(alice, bob, carol):
    term = make_term("Knowledge management")
    knows(bob.user, term)
    community = make_community(by=alice.user, visibility="private")
    asking.ask(title="A secret", body="", community=community, topic=Topic(about=(term.pk,)), by=alice.user)
    assert not Notice.objects.filter(user=bob.user).exists()


def test_a_term_that_does_not_exist_is_named_and_nothing_is_lost(carol):
    answer = carol.post("/discussions/new/", form(entry_about="Knowledge managment"))
    assert "There is no term with this name: “Knowledge managment”" in answer.text
    assert "I *looked*." in answer.text


def test_whose_session_has_ended_loses_no_word(db):
    answer = Client().post("/discussions/new/", form())
    assert answer["Location"].startswith("/accounts/login/")
    assert KeptDraft.objects.of_nobody().get().fields["body"] == "I *looked*."


@pytest.mark.parametrize(
    "said",
    [{"title": ""}, {"title": "\0"}, {"title": "x" * 300}, {"entry_sort": "rant"}, {"body": "x" * 1_100_000},
     {"entry_place": "\0"}, {"entry_about": "a\0b"}, {"tags": "x" * 999}, {"entry_about": "a," * 40}],
    ids=lambda said: next(iter(said)),
)  # fmt: skip
def test_what_cannot_be_asked_is_refused_in_words(said, carol):
    answer = carol.post("/discussions/new/", {**form(), **said})
    assert answer.status_code == 422
    assert "There is a problem" in answer.text
    assert not Discussion.objects.exists()


def test_hostile_words_are_shown_as_words(carol):
    said = form("<script>alert(1)</script> now", body="<img src=x onerror=alert(1)> [x](javascript:alert(1))")
    page = carol.get(carol.post("/discussions/new/", said)["Location"])
    assert "<script>alert" not in page.text
    assert "<img src=x" not in page.text
    assert "javascript:alert" not in page.text.replace("(javascript:alert(1))", "")


def test_a_link_fills_the_form_in(carol, alice):
    community = make_community("Pump people", by=alice.user)
    term = make_term("Knowledge management")
    page = carol.get(f"/discussions/new/?community={community.slug}&about={term.slug}&title=How+now")
    assert f'<option value="{community.slug}" selected>' in page.text
    assert 'value="Knowledge management"' in page.text
    assert 'value="How now"' in page.text


def test_how_it_will_look_is_shown_without_asking(carol):
    answer = carol.post("/discussions/preview/", form(), headers={"X-Requested-With": "fetch"})
    assert "<em>looked</em>" in answer.text
    assert "I *looked*." in carol.post("/discussions/preview/", form()).text
    kept = carol.post("/discussions/draft/", form(), headers={"Accept": "application/json"}).json()
    assert "I *looked*." in carol.get(kept["address"]).text
    assert not Discussion.objects.exists()


def test_an_asker_edits_and_a_clash_is_shown(carol, bob):
    page = make_discussion("How?", "One line.", by=carol.user)
    address = f"{page.get_absolute_url()}edit/"
    theirs = form("How?", body="Their line.", base_revision=1, key="b")
    assert bob.post(address, theirs).status_code == 302
    mine = form("How?", body="My line.", base_revision=1, key="c", entry_sort="idea")
    clash = carol.post(address, mine)
    assert clash.status_code == 409
    assert "My line." in clash.text
    assert 'name="entry_sort" value="idea"' in clash.text


def test_two_who_change_what_it_is_are_asked_to_look_again(carol, bob):
    page = make_discussion("How?", "One line.", by=carol.user)
    address, terms = f"{page.get_absolute_url()}edit/", [make_term("Alpha"), make_term("Beta")]
    sent = [form("How?", body="One line.", base_revision=1, key=t.title, entry_about=t.title) for t in terms]
    assert bob.post(address, sent[0]).status_code == 302
    answer = carol.post(address, sent[1])
    assert answer.status_code == 409
    assert "Somebody else changed meanwhile what it is" in answer.text
    assert 'name="base_revision" value="2"' in answer.text
    assert carol.post(address, {**sent[1], "base_revision": 2}).status_code == 302


def test_a_stage_is_the_newest_one(alice):
    community = make_community(by=alice.user, stage="proposed")
    Stage.objects.create(community=community, name="active", since="2026-01-01", at=timezone.now())
    assert places_for(alice.user) == [community]
