"""A text that was sent is kept before anything can refuse it, and comes back to its writer alone."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from articles.views import edit as editor
from kmsite.accounts.models import Session
from kmsite.pages.desks import keeping
from kmsite.pages.models import KeptDraft, Page
from kmsite.pages.saving import editing
from tests.articles.writing import change, new
from tests.make import make_article, make_audience
from tests.people import PASS_PHRASE, Person

pytestmark = pytest.mark.django_db
STEPS = "Open the valve.\n"


@pytest.fixture
def page(alice):
    return make_article("Pump", STEPS, by=alice.user)


def sign_in(browser, name, there="/"):
    return browser.post(f"/accounts/login/?next={there}", {"login": name, "password": PASS_PHRASE})


def kept(person):
    """Return the one text that `person` finds, as (body, reason)."""
    draft = KeptDraft.objects.get(owner=person.user)
    shown = person.get("/me/recovered/").text
    assert draft.reason in shown
    assert draft.fields["body"] in person.get(f"/me/recovered/{draft.pk}/").text
    return draft.fields["body"], draft.reason


def test_a_conflict_is_kept_with_its_reason(alice, bob, page):
    editing.revise(page, base=1, body="Bob was here.", by=bob.user)
    alice.post("/articles/pump/edit/", change(page, "Alice was here.", base=1, key="a"))
    assert kept(alice) == ("Alice was here.", "Somebody else changed the same words meanwhile.")


def test_a_form_with_errors_is_kept_with_what_was_wrong(alice, page):
    alice.post("/articles/pump/edit/", change(page, "Mine.", key="a") | {"title": "Fountain"})
    body, reason = kept(alice)
    assert body == "Mine."
    assert "Only an editor can rename a page." in reason


def test_a_taken_title_is_kept_with_its_reason(alice, page):
    alice.post("/new/", new("pump", "Mine.", key="a"))
    assert kept(alice)[1].startswith("There is a page with this title here already.")


def test_a_text_far_too_long_is_kept(alice, page):
    alice.post("/articles/pump/edit/", change(page, "word " * 800_000, key="a"))
    assert KeptDraft.objects.get().reason.startswith("This text is too long")
    assert len(KeptDraft.objects.get().fields["body"]) == 4_000_000


def test_a_form_put_right_and_saved_is_kept_no_more(alice, page):
    alice.post("/articles/pump/edit/", change(page, "Mine.", key="a") | {"title": "Fountain"})
    alice.post("/articles/pump/edit/", change(page, "Mine.", key="a"))
    assert not KeptDraft.objects.exists()


def test_a_lost_right_answers_as_ever_and_says_that_the_text_is_kept(alice, page):
    alice.user.groups.clear()
    refused = alice.post("/articles/pump/edit/", change(page, "Mine.", key="a"))
    assert refused.status_code == 403
    assert "Your text was kept:" in refused.text
    assert "Your text was kept:" not in alice.get("/articles/pump/edit/").text
    assert kept(alice) == ("Mine.", "You were not allowed to save it.")


def test_a_page_that_is_hidden_now_answers_like_none_and_keeps_the_text(alice, bob):
    audience = make_audience("board", alice.user, bob.user)
    slug = make_article("Merger", STEPS, by=bob.user, audience=audience).slug
    audience.members.filter(user=alice.user).delete()
    answers = []
    for address in (f"/articles/{slug}/edit/", "/articles/merger-xxxx/edit/"):
        sent = {"title": "Merger", "body": "Mine.", "base_revision": 1}
        answer = alice.post(address, sent)
        assert answer.status_code == 404
        assert "Your text was kept:" in answer.text
        answers.append(answer.text)
    reasons = {draft.reason for draft in KeptDraft.objects.filter(owner=alice.user)}
    assert reasons == {"There was no such page any more, or it was not for you."}
    there, nowhere = (text.split("<main")[1].split("banner ok")[1] for text in answers)
    assert there.split("</p>")[0] == nowhere.split("</p>")[0]


def test_a_page_put_into_the_trash_meanwhile_gives_the_text_back(alice, page):
    Page.objects.filter(pk=page.pk).update(trashed_at=timezone.now())
    assert alice.post("/articles/pump/edit/", change(page, "Mine.", key="a")).status_code == 404
    draft = KeptDraft.objects.get()
    assert alice.post(f"/me/recovered/{draft.pk}/continue/")["Location"] == f"/new/?draft={draft.pk}"
    assert "Mine." in alice.get(f"/new/?draft={draft.pk}").text


def test_a_fault_while_saving_loses_nothing(alice, page, monkeypatch):
    def fail(*_arguments, **_options):
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr(editor.ArticleForm, "revise", fail)
    alice.raise_request_exception = False
    assert alice.post("/articles/pump/edit/", change(page, "Mine.", key="a")).status_code == 500
    assert kept(alice) == ("Mine.", "It was sent, but saving it did not come to an end.")


def test_an_empty_form_keeps_nothing(alice, carol, page):
    assert carol.post("/articles/pump/edit/").status_code == 403
    assert "Your text was kept" not in carol.post("/articles/pump/edit/").text
    assert not KeptDraft.objects.exists()


def test_an_old_address_keeps_the_text_once(alice, bob, page):
    editing.revise(page, base=1, title="Water pump", body=STEPS, by=bob.user)
    sent = change(page, "Mine.", base=1, key="a")
    assert alice.post("/articles/pump/edit/", sent).status_code == 308
    assert KeptDraft.objects.get().page_id == page.pk
    assert alice.post("/articles/water-pump/edit/", sent).status_code == 302
    assert not KeptDraft.objects.exists()


def test_an_expired_session_leads_to_sign_in_and_back_to_the_text(alice, page):
    Session.objects.update(expire_date=timezone.now() - timedelta(hours=1))
    answer = alice.post("/articles/pump/edit/", change(page, "Mine.", key="a"))
    draft = KeptDraft.objects.get()
    assert answer["Location"] == f"/accounts/login/?next=/me/recovered/{draft.pk}/"
    assert draft.owner == alice.user
    assert not [name for name in answer.cookies if name.startswith("kept")]
    assert "What you wrote is kept." in alice.get(answer["Location"]).text
    assert sign_in(alice, "alice", f"/me/recovered/{draft.pk}/")["Location"] == f"/me/recovered/{draft.pk}/"
    assert "Mine." in alice.get(f"/me/recovered/{draft.pk}/").text


def test_only_the_person_of_the_expired_session_gets_the_text(alice, bob, page):
    Session.objects.filter(user=alice.user).update(expire_date=timezone.now() - timedelta(hours=1))
    alice.post("/articles/pump/edit/", change(page, "Mine.", key="a"))
    sign_in(alice, "bob")  # at the same browser
    assert alice.get(f"/me/recovered/{KeptDraft.objects.get().pk}/").status_code == 404


def test_a_text_of_nobody_is_claimed_with_the_secret_of_the_browser(alice, bob, page):
    browser = Client()
    answer = browser.post("/articles/pump/edit/", change(page, "Mine.", key="a"))
    draft = KeptDraft.objects.get()
    assert (draft.owner, draft.reason) == (None, "You were not signed in any more when you sent it.")
    cookie = answer.cookies[f"kept-{draft.pk}"]
    assert cookie["httponly"]
    assert (cookie["samesite"], cookie["path"], cookie["max-age"]) == ("Lax", "/me/recovered/", 86400)
    assert bob.get(f"/me/recovered/{draft.pk}/").status_code == 404
    sign_in(browser, "alice")
    assert "Mine." in browser.get(f"/me/recovered/{draft.pk}/").text
    assert "Mine." in browser.get("/me/recovered/").text
    draft.refresh_from_db()
    assert draft.owner is None  # nothing changes on GET
    there = browser.post(f"/me/recovered/{draft.pk}/continue/")
    assert there["Location"] == f"/articles/pump/edit/?draft={draft.pk}"
    assert "Mine." in browser.get(there["Location"]).text
    draft.refresh_from_db()
    assert (draft.owner, draft.claim) == (alice.user, "")


def test_a_forged_secret_opens_nothing(alice, bob, page):
    Client().post("/articles/pump/edit/", change(page, "Mine.", key="a"))
    draft = KeptDraft.objects.get()
    bob.cookies[f"kept-{draft.pk}"] = draft.claim
    assert bob.get(f"/me/recovered/{draft.pk}/").status_code == 404


def test_where_everybody_must_sign_in_the_text_is_kept_all_the_same(page, settings):
    settings.READING = "signed-in"
    answer = Client().post("/articles/pump/edit/", change(page, "Mine.", key="a"))
    nothing = Client().post("/articles/nothing/edit/", change(page, "Mine.", key="a"))
    assert "/accounts/login/?next=/me/recovered/" in answer["Location"]
    assert "/accounts/login/?next=/me/recovered/" in nothing["Location"]
    assert Client().post("/nowhere/")["Location"] == "/accounts/login/?next=/nowhere/"


def test_strangers_cannot_fill_the_disk(page):
    cache.clear()
    browser = Client()
    for _ in range(20):
        browser.post("/new/", new())
    given_back = browser.post("/new/", new(body="Once too often."))
    assert given_back.status_code == 403
    assert "Once too often." in given_back.text
    large = Client(REMOTE_ADDR="192.0.2.7").post("/new/", new(body="x" * 300_000))
    assert "x" * 1000 in large.text
    assert KeptDraft.objects.count() == 20
    cache.clear()


def test_what_nobody_came_back_for_is_thrown_away(alice, page):
    Client().post("/new/", new())
    alice.post("/articles/pump/edit/", change(page, "Old.", key="a") | {"title": ""})
    KeptDraft.objects.filter(owner=None).update(at=timezone.now() - timedelta(days=2))
    KeptDraft.objects.filter(owner=alice.user).update(at=timezone.now() - timedelta(days=91))
    alice.post("/articles/pump/edit/", change(page, "New.", key="b") | {"title": ""})
    assert [draft.fields["body"] for draft in KeptDraft.objects.all()] == ["New."]


def test_one_person_keeps_a_bounded_number(alice, page, monkeypatch):
    monkeypatch.setattr(keeping, "MOST_OF_ONE", 2)
    for key in "abc":
        alice.post("/articles/pump/edit/", change(page, key, key=key) | {"title": ""})
    assert sorted(draft.form for draft in KeptDraft.objects.all()) == ["b", "c"]


def test_nobody_else_ever_sees_a_text_administrators_neither(alice, ada, anonymous, page):
    alice.post("/articles/pump/edit/", change(page, "Mine.", key="a") | {"title": ""})
    number = KeptDraft.objects.get().pk
    for address in (f"/me/recovered/{number}/", f"/me/recovered/{number}/discard/"):
        assert alice.get(address).status_code == 200
        assert ada.get(address).status_code == 404
        assert anonymous.get(address)["Location"].startswith("/accounts/login/")
    assert ada.post(f"/me/recovered/{number}/discard/").status_code == 404
    assert ada.post(f"/me/recovered/{number}/continue/").status_code == 404
    assert "Mine." not in ada.get("/me/recovered/").text
    assert KeptDraft.objects.exists()


def test_discarding_asks_first(alice, page):
    alice.post("/articles/pump/edit/", change(page, "Mine.", key="a") | {"title": ""})
    number = KeptDraft.objects.get().pk
    assert "Discard this text?" in alice.get(f"/me/recovered/{number}/discard/").text
    assert KeptDraft.objects.exists()
    alice.post(f"/me/recovered/{number}/discard/")
    assert not KeptDraft.objects.exists()


def test_the_differences_to_the_page_of_now_are_shown(alice, page):
    alice.post("/articles/pump/edit/", change(page, "Open the tap.", key="a") | {"title": ""})
    shown = alice.get(f"/me/recovered/{KeptDraft.objects.get().pk}/").text
    assert "<del>valve</del>" in shown
    assert "<ins>tap</ins>" in shown


def test_a_form_that_expired_gives_the_text_back_and_keeps_it(alice, page):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(alice.user)
    answer = browser.post("/articles/pump/edit/", change(page, "Turn <b>slowly</b>", key="a"))
    assert answer.status_code == 403
    assert answer["X-Form-Expired"] == "yes"
    assert "Turn &lt;b&gt;slowly&lt;/b&gt;" in answer.text
    draft = KeptDraft.objects.get(owner=alice.user)
    assert f'href="/me/recovered/{draft.pk}/"' in answer.text
    assert draft.reason == "The form had expired when you sent it."


def test_a_forged_form_of_a_stranger_is_given_back_and_kept_nowhere(page):
    browser = Client(enforce_csrf_checks=True)
    answer = browser.post("/articles/pump/edit/", change(page, "Forged.", key="a"))
    assert answer.status_code == 403
    assert "Forged." in answer.text
    assert not KeptDraft.objects.exists()


def test_the_account_menu_leads_to_the_texts(alice):
    assert 'href="/me/recovered/"' in alice.get("/").text
    assert "Everything is saved" in alice.get("/me/recovered/").text


def test_many_texts_are_listed_with_few_queries(alice, page, django_assert_max_num_queries):
    for number in range(30):
        writing = keeping.Writing(str(number), page.pk, "article", 1, {"title": "Pump", "body": "x" * 1000})
        keeping.keep(writing, owner=alice.user.pk)
    somebody = Person(alice.user)
    with django_assert_max_num_queries(10):
        assert somebody.get("/me/recovered/").status_code == 200
