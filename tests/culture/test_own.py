"""What a person keeps of the exercise: only what they asked for, read by them alone, until they delete it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kmsite.culture.alone import remembering
from kmsite.culture.models import Assessment, Lens, PersonalCommitment, PersonalResult
from kmsite.management.housekeeping import remind_people
from tests.culture.instrument import sent

pytestmark = pytest.mark.django_db
KEEP, MINE, COMMIT = "/culture/alone/keep/", "/me/culture/", "/me/culture/commitment/"


def kept_by(person, answers=(2,) * 11, *, days_ago=0, lens=Lens.ME):
    """Return what somebody kept so many days ago."""
    remembering.keep(Assessment.objects.first(), {lens: answers}, by=person.user)
    kept = PersonalResult.objects.latest("pk")
    kept.made_on -= timedelta(days=days_ago)
    kept.save()
    return kept


def test_the_answers_are_kept_when_that_is_ticked(carol):
    page = carol.post(KEEP, sent(2, "me", "community", keep="on"), follow=True)
    assert page.redirect_chain == [(MINE, 302)]
    kept = PersonalResult.objects.filter(user=carol.user).order_by("lens")
    assert [(one.lens, one.answers) for one in kept] == [("community", [2] * 11), ("me", [2] * 11)]


def test_on_the_same_day_the_later_answers_count(carol):
    carol.post(KEEP, sent(2, "me", keep="on"))
    carol.post(KEEP, sent([5] * 10 + ["unsure"], "me", keep="on"))
    assert PersonalResult.objects.get().answers == [5] * 10 + [None]


def test_without_a_tick_and_a_word_nothing_is_kept_and_nothing_is_lost(carol):
    page = carol.post(KEEP, sent(2, "me"))
    assert page.status_code == 422
    assert "there is nothing to keep" in page.text
    assert page.text.count('value="2"') >= 11
    assert not PersonalResult.objects.exists()


def test_a_commitment_may_be_kept_without_the_answers(carol):
    soon = timezone.localdate() + timedelta(days=30)
    carol.post(KEEP, sent(2, "me", place=11, text="Ask about the pump", remind_on=soon))
    kept = PersonalCommitment.objects.get(user=carol.user)
    assert (kept.text, kept.item.place, kept.remind_on) == ("Ask about the pump", 11, soon)
    assert not PersonalResult.objects.exists()
    assert "Ask about the pump" in carol.get(MINE).text


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": "x" * 301},
        {"text": "Ask", "remind_on": "2001-01-01"},
        {"text": "Ask", "remind_on": "soon"},
        {"text": "Ask", "place": "12"},
        {"text": "Ask", "remind_on": "9999-12-31"},
    ],
)
def test_a_commitment_that_cannot_be_kept_comes_back_with_everything(carol, wrong):
    page = carol.post(KEEP, sent(2, "me", keep="on", **({"place": 1} | wrong)))
    assert page.status_code == 422
    assert wrong["text"] in page.text
    assert not PersonalResult.objects.exists()


def test_who_was_signed_out_meanwhile_keeps_the_page(anonymous):
    page = anonymous.post(KEEP, sent(2, "me", keep="on"))
    assert page.status_code == 403
    assert "You are signed out" in page.text
    assert anonymous.get(KEEP)["Location"] == "/culture/alone/"


def test_two_dates_stand_one_above_the_other(carol):
    for days in (200, 90, 0):
        kept_by(carol, days_ago=days)
    page = carol.get(MINE).text
    first = PersonalResult.objects.earliest("made_on")
    assert f"?with={first.pk}" in page
    assert f"?with={first.pk}" not in carol.get(f"{MINE}?with={first.pk}").text
    assert carol.get(f"{MINE}?with=x").status_code == 200


def test_what_one_keeps_nobody_else_sees_or_deletes(carol, mallory, ada):
    kept = kept_by(carol)
    remembering.commit_to(kept.assessment.items.first(), "Ask about the pump", None, by=carol.user)
    for other in (mallory, ada):
        assert "Ask about the pump" not in other.get(MINE).text
        assert other.get(f"{MINE}{kept.pk}/delete/").status_code == 404
        assert other.post(f"{MINE}{kept.pk}/delete/").status_code == 404
        other.post(f"{MINE}delete/")
        other.post(f"{COMMIT}delete/")
        assert "pump" not in other.get("/people/carol/").text
    assert PersonalResult.objects.exists()
    assert PersonalCommitment.objects.exists()


def test_an_administrator_who_views_as_somebody_else_meets_nothing_kept(ada):
    kept = kept_by(ada)
    remembering.commit_to(kept.assessment.items.first(), "Ask about the pump", None, by=ada.user)
    assert "Ask about the pump" in ada.get(MINE).text
    ada.post("/view-as/", {"role": "curator"})
    page = ada.get(MINE).text
    assert "No answers are kept" in page
    assert "Ask about the pump" not in page
    assert "Ask about the pump" not in ada.get(COMMIT).text
    assert ada.get(f"{MINE}{kept.pk}/delete/").status_code == 404


def test_one_result_is_deleted_after_a_question(carol):
    kept, other = kept_by(carol, days_ago=3), kept_by(carol)
    assert "cannot be brought back" in carol.get(f"{MINE}{kept.pk}/delete/").text
    assert carol.post(f"{MINE}{kept.pk}/delete/")["Location"] == MINE
    assert list(PersonalResult.objects.all()) == [other]


def test_a_commitment_is_changed_and_done(carol):
    carol.post(COMMIT, {"place": 3, "text": "Ask", "remind_on": ""})
    carol.post(COMMIT, {"place": 4, "text": "Ask twice", "remind_on": ""})
    assert "Ask twice" in carol.get(COMMIT).text
    assert carol.post(COMMIT, {"place": 4, "text": ""}).status_code == 422
    assert "Well done" in carol.post(f"{COMMIT}done/", follow=True).text
    assert not PersonalCommitment.objects.exists()


def test_the_day_comes_and_a_notice_leads_there_without_a_word_of_it(carol):
    item = Assessment.objects.first().items.first()
    remembering.commit_to(item, "Ask about the pump", timezone.localdate(), by=carol.user)
    remind_people()
    assert remembering.remind() == 0
    notices = carol.get("/me/notices/").text
    assert "You asked to be reminded" in notices
    assert "pump" not in notices
    assert carol.user.notices.get().about == {"at": MINE}


def test_nobody_is_reminded_before_the_day(carol):
    tomorrow = timezone.localdate() + timedelta(days=1)
    remembering.commit_to(Assessment.objects.first().items.first(), "Ask", tomorrow, by=carol.user)
    assert remembering.remind() == 0
