"""The instrument: what is asked, what is missing, what was too quick, what another wording keeps."""

from datetime import timedelta

import pytest
from django.http import QueryDict
from django.utils import timezone

from kmsite.culture.asking.forms import StatementsForm
from kmsite.culture.models import Assessment, Item
from tests.culture.instrument import sent

pytestmark = pytest.mark.django_db


def form_of(fields, *lenses):
    data = QueryDict(mutable=True)
    for name, value in fields.items():
        data.setlist(name, value if isinstance(value, list) else [str(value)])
    return StatementsForm(data, assessment=Assessment.objects.first(), lenses=lenses)


def test_somebody_answers_with_positions_and_cannot_say():
    form = form_of(sent([1, 2, 3, 4, 5, "unsure"] + [3] * 5, "me"), "me")
    assert form.is_valid()
    assert form.answers == [1, 2, 3, 4, 5, None, 3, 3, 3, 3, 3]


def test_about_two_lenses_twice_as_much_is_asked():
    form = form_of(sent(2, "me", "community"), "me", "community")
    assert form.is_valid()
    assert form.count == 22
    assert form.answers_about("community") == [2] * 11


@pytest.mark.parametrize("forged", ["", "6", "0", "-1", "1.0", "mostly left", "\x00", "\uff19", "1" * 5000])
def test_what_is_no_position_is_asked_for_again_and_the_rest_is_kept(forged):
    form = form_of(sent(4, "me", **{"me-7": forged}), "me")
    assert not form.is_valid()
    assert [item.place for item, _field in form.unanswered] == [7]
    assert form["me-8"].value() == "4"


@pytest.mark.parametrize(("seconds", "hasty"), [(-600, True), (30, False), (60 * 60 * 24 * 9, False)])
def test_whoever_was_quick_is_asked_once(seconds, hasty):
    fields = sent(3, "me", seconds=seconds)
    form = form_of(fields, "me")
    assert form.is_valid() is not hasty
    assert form.is_hasty is hasty
    assert form_of({**fields, "anyway": 1}, "me").is_valid()


@pytest.mark.parametrize("forged", ["", "x", ":1:2", "\x00"])
def test_a_start_that_the_site_did_not_sign_is_asked_about(forged):
    form = form_of(sent(3, "me", began=forged), "me")
    assert not form.is_valid()
    assert form.is_hasty


def test_a_straight_line_is_an_answer():
    assert form_of(sent(1, "me"), "me").is_valid()


def reworded():
    """Make a version whose first statement reads otherwise and whose last two changed places."""
    old = Assessment.objects.first()
    new = Assessment.objects.create(version=2, title="T", source="S", made_at=timezone.now() + timedelta(1))
    for item in old.items.all():
        item.pk, item.assessment = None, new
        item.place = {10: 11, 11: 10}.get(item.place, item.place)
        item.from_text = "I alone know" if item.place == 1 else item.from_text
        item.save()


def test_another_wording_keeps_what_reads_the_same():
    fields = sent([1, 2, 3, 4, 5, 1, 2, 3, 4, 5, "unsure"], "me")
    reworded()
    form = form_of(fields, "me")
    assert not form.is_valid()
    assert "wording of the statements has changed" in str(form.non_field_errors())
    assert [item.place for item, _field in form.unanswered] == [1]
    assert (form["me-2"].value(), form["me-10"].value(), form["me-11"].value()) == ("2", "unsure", "5")


@pytest.mark.parametrize("version", ["0", "77", "x", "", "-1", "9" * 40])
def test_a_version_that_never_was_keeps_nothing_and_says_so(version):
    form = form_of({**sent(3, "me"), "version": version}, "me")
    assert not form.is_valid()
    assert len(form.unanswered) == 11


def test_the_pairs_stand_as_in_the_source_under_three_headings():
    parts = form_of({}, "me").parts
    assert [len(part.pairs) for part in parts] == [6, 4, 1]
    assert parts[0].pairs[0].item.from_text == "I know"
    assert [part.heading for part in parts] == Item.Heading.labels
