"""The exercise alone: what a person sees of their answers at once."""

import pytest
from django.test import Client

from communities.models import Community
from kmsite.culture.models import Assessment
from tests.culture.instrument import sent
from tests.make import make_article, make_audience, make_term

pytestmark = pytest.mark.django_db
ALONE, PICTURE = "/culture/alone/", "/culture/alone/picture."


def test_somebody_chooses_one_or_two_of_three_lenses(carol):
    assert 'value="organisation"' in carol.get(ALONE).text
    assert "Choose about whom you want to answer" in carol.get(f"{ALONE}?choose=1").text
    three = carol.get(f"{ALONE}?lens=me&lens=community&lens=organisation")
    assert (three.status_code, "Choose two at most" in three.text) == (422, True)
    assert carol.get(f"{ALONE}?lens=me").text.count("<fieldset") == 11
    assert carol.get(f"{ALONE}?lens=me&lens=community").text.count("<fieldset") == 33


def test_each_pair_is_read_out_whole(carol):
    page = carol.get(f"{ALONE}?lens=me").text
    for item in Assessment.objects.first().items.all():
        assert f"“{item.from_text}”".replace("'", "&#x27;") in page
    assert "Nick Milton" in page
    assert "what you saw or did in the last month" in page
    assert "not a validated scale" in page


def test_a_stranger_may_do_it_too_and_keeps_nothing(anonymous, settings):
    page = anonymous.post(ALONE, sent(2, "me"))
    assert page.status_code == 200
    assert "Where I stand" in page.text
    assert 'name="keep"' not in page.text
    settings.READING = "signed-in"
    assert anonymous.get(ALONE).status_code == 302


def test_what_is_missing_is_said_on_top_and_the_rest_is_kept(carol):
    page = carol.post(ALONE, sent([5] * 10 + [""], "me"))
    assert page.status_code == 422
    assert "One answer is missing" in page.text
    assert 'href="#id_me-11_0"' in page.text
    assert page.text.count(" checked") == 10


def test_whoever_was_quick_may_send_it_all_the_same(carol):
    page = carol.post(ALONE, sent(3, "me", seconds=-600))
    assert "Send anyway" in page.text
    assert page.text.count(" checked") == 11
    assert "Send anyway" not in carol.post(ALONE, sent(3, "me", seconds=-600, anyway="1")).text


def test_two_lenses_that_stand_apart_are_named(carol):
    fields = sent(4, "me", "community") | {"community-1": "1", "community-2": "3"}
    page = carol.post(ALONE, fields).text
    assert "My community: mostly left. Me: more right" in page
    assert page.count("nearer to the right-hand statement") == 1


def test_the_two_furthest_left_get_something_to_do(carol):
    page = carol.post(ALONE, sent([2, 3, 3, 3, 3, 3, 3, 1, 3, 3, 2], "me")).text
    assert "Run a peer assist" in page
    assert "Hold an after action review" in page
    assert "Ask one public question" not in page


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ([3] * 10 + [1], "Only one statement stands on the left"),
        (5, "Nothing stands on the left"),
        ("unsure", "that is an answer too"),
    ],
)
def test_few_left_answers_and_none_are_met_kindly(carol, answers, said):
    assert said in carol.post(ALONE, sent(answers, "me")).text


def test_advice_leads_to_pages_that_its_reader_may_see(alice, carol, cleo):
    make_term("Peer assist", by=cleo.user)
    make_article("After action review", by=alice.user)
    make_article("Knowledge reuse", by=alice.user, audience=make_audience("Board", alice.user))
    fields = sent([1, 3, 3, 3, 3, 3, 3, 1, 3, 3, 3], "me")
    page = carol.post(ALONE, fields).text
    assert 'href="/glossary/peer-assist/"' in page
    assert 'href="/articles/after-action-review/"' in page
    assert "Knowledge reuse" not in page
    assert "Knowledge reuse" in alice.post(ALONE, fields).text
    assert "Plan a meeting" not in page
    assert Community.objects.count() == 0


@pytest.mark.parametrize("extension", ["svg", "png", "csv"])
def test_the_picture_is_downloaded_by_sending_the_answers_again(carol, extension):
    file = carol.post(f"{PICTURE}{extension}", sent([1] * 10 + ["unsure"], "me"))
    assert file.status_code == 200
    assert file["Content-Disposition"].endswith(f'.{extension}"')
    assert "no-store" in file["Cache-Control"]
    assert carol.post(f"{PICTURE}exe", sent(1, "me")).status_code == 404
    assert carol.post(f"{PICTURE}{extension}", sent(9, "me")).status_code == 422


@pytest.mark.parametrize(
    "forged",
    [
        {"me-3": "6"},
        {"lens": "everybody"},
        {"lens": ["me", "community", "organisation"]},
        {"version": "9" * 30},
        {"me-3": ["1", "\x00"]},
        {"me-1": "x" * 2_000_000},
    ],
)
def test_what_no_page_sends_is_refused_in_words(carol, forged):
    page = carol.post(ALONE, sent(3, "me") | forged)
    assert page.status_code == 422
    assert "There is a problem" in page.text


def test_far_too_much_is_refused_without_failing(carol):
    assert carol.post(ALONE, {"me-1": "x" * 9_000_000}, content_type="text/plain").status_code == 422
    assert carol.post(ALONE, sent(3, "me") | {f"f{n}": "" for n in range(1100)}).status_code == 400


@pytest.mark.parametrize("address", [ALONE, "/culture/alone/keep/", f"{PICTURE}svg"])
def test_a_page_that_expired_comes_back_with_every_answer(carol, address):
    browser = Client(enforce_csrf_checks=True)
    browser.cookies = carol.cookies
    page = browser.post(address, sent([1, 2, 3, 4, 5, "unsure"] + [2] * 5, "me", keep="on"))
    assert page.status_code == (422 if address == ALONE else 403)
    assert "The page had expired" in page.text
    assert page.text.count(" checked") == 11 or page.text.count('name="me-') == 22
    assert "no-store" in page["Cache-Control"]
