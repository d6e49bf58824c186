"""What is typed is kept as a draft, and offered to its writer when they come back."""

import pytest

from kmsite.pages.models import KeptDraft, Page
from kmsite.pages.saving import editing
from tests.articles.writing import change, new
from tests.make import make_article, make_audience

pytestmark = pytest.mark.django_db
SCRIPT = {"Accept": "application/json"}
STEPS = "Open the valve.\n\nWait a minute.\n\nClose the valve.\n"


@pytest.fixture
def page(alice):
    return make_article("Pump", STEPS, by=alice.user)


def typed(page, body, key="tab-1", **fields):
    return change(page, body, key=key, **fields)


def keep(person, page, body, key="tab-1", **fields):
    """Let the editor of `person` keep what it holds; return what it is told."""
    return person.post("/editor/draft/?page=pump", typed(page, body, key, **fields), headers=SCRIPT)


def test_what_is_typed_is_kept_and_the_editor_is_told_when(alice, page):
    told = keep(alice, page, "Open the tap.").json()
    draft = KeptDraft.objects.get()
    assert told["address"] == f"/articles/pump/edit/?draft={draft.pk}"
    assert told["at"] == draft.at.isoformat(timespec="seconds")
    assert (draft.owner, draft.page_id, draft.base, draft.reason) == (alice.user, page.pk, 1, "")
    assert draft.fields["body"] == "Open the tap."
    assert page.revisions.count() == 1


def test_a_form_is_one_draft_however_often_it_is_kept(alice, page):
    keep(alice, page, "Open")
    keep(alice, page, "Open the tap.")
    assert [draft.fields["body"] for draft in KeptDraft.objects.all()] == ["Open the tap."]


def test_two_tabs_are_two_drafts_and_both_are_offered(alice, page):
    keep(alice, page, "First tab.", "tab-1")
    keep(alice, page, "Second tab.", "tab-2")
    shown = alice.get("/articles/pump/edit/").text
    assert shown.count("You have an unsaved draft of this page") == 2
    for draft in KeptDraft.objects.all():
        assert f"?draft={draft.pk}" in shown


def test_continuing_puts_the_draft_into_the_form_on_its_own_base(alice, bob, page):
    keep(alice, page, STEPS.replace("Open", "Turn on"), tags="water", lede="", minor="on")
    editing.revise(page, base=1, body=STEPS.replace("Close", "Shut"), by=bob.user)
    draft = KeptDraft.objects.get()
    offered = alice.get("/articles/pump/edit/").text
    assert "The page has changed since; saving will merge." in offered
    form = alice.get(f"/articles/pump/edit/?draft={draft.pk}").text
    assert "Turn on the valve." in form
    assert 'name="base_revision" value="1"' in form
    assert f'name="continues" value="{draft.pk}"' in form
    assert "You have an unsaved draft" not in form
    sent = typed(page, draft.fields["body"], "tab-9", base=1, continues=draft.pk)
    assert alice.post("/articles/pump/edit/", sent).status_code == 302
    page.refresh_from_db()
    assert page.current.body == "Turn on the valve.\n\nWait a minute.\n\nShut the valve.\n"
    assert not KeptDraft.objects.exists()


def test_a_field_that_was_emptied_stays_empty_in_the_draft(alice):
    page = make_article("Pump", STEPS, by=alice.user, lede="It moves water.")
    keep(alice, page, "Now.", lede="")
    form = alice.get(f"/articles/pump/edit/?draft={KeptDraft.objects.get().pk}").text
    assert 'value="It moves water."' not in form


def test_a_draft_that_was_continued_is_kept_once(alice, page):
    keep(alice, page, "First.", "tab-1")
    old = KeptDraft.objects.get()
    keep(alice, page, "First and second.", "tab-2", continues=old.pk)
    assert [draft.form for draft in KeptDraft.objects.all()] == ["tab-2"]


def test_nobody_continues_or_ends_the_draft_of_another(alice, bob, page):
    keep(alice, page, "Mine.")
    draft = KeptDraft.objects.get()
    assert "Mine." not in bob.get(f"/articles/pump/edit/?draft={draft.pk}").text
    keep(bob, page, "Bob's.", "tab-2", continues=draft.pk)
    assert KeptDraft.objects.filter(owner=alice.user).count() == 1


def test_a_draft_is_discarded_from_the_editor(alice, page):
    keep(alice, page, "Mine.")
    draft = KeptDraft.objects.get()
    there = alice.post(f"/me/recovered/{draft.pk}/discard/", {"next": "/articles/pump/edit/"})
    assert there["Location"] == "/articles/pump/edit/"
    assert "unsaved draft" not in alice.get("/articles/pump/edit/").text
    assert not KeptDraft.objects.exists()


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_discarding_leads_nowhere_else(alice, page, address):
    keep(alice, page, "Mine.")
    draft = KeptDraft.objects.get()
    there = alice.post(f"/me/recovered/{draft.pk}/discard/", {"next": address})
    assert there["Location"] == "/me/recovered/"


def test_saving_ends_the_draft(alice, page):
    keep(alice, page, "Open the tap.")
    assert alice.post("/articles/pump/edit/", typed(page, "Open the tap.")).status_code == 302
    assert not KeptDraft.objects.exists()


def test_a_late_draft_of_words_that_are_saved_is_not_kept(alice, page):
    alice.post("/articles/pump/edit/", typed(page, "Open the tap."))
    assert keep(alice, page, "Open the tap.").json() == {"at": None, "address": None}
    assert not KeptDraft.objects.exists()


def test_sending_twice_leaves_no_draft(alice, page):
    for _ in range(2):
        alice.post("/articles/pump/edit/", typed(page, "Open the tap."))
    for _ in range(2):
        alice.post("/new/", new("Valve", key="tab-2"))
    assert not KeptDraft.objects.exists()


def test_words_taken_back_are_no_draft(alice, page):
    keep(alice, page, "Open the tap.")
    assert keep(alice, page, STEPS).json()["at"] is None
    assert not KeptDraft.objects.exists()


def test_a_new_article_has_drafts_too(alice):
    alice.post("/editor/draft/", new("Valve", "It closes.", key="tab-1"), headers=SCRIPT)
    draft = KeptDraft.objects.get()
    assert "You have an unsaved draft called “Valve”" in alice.get("/new/").text
    assert "It closes." in alice.get(f"/new/?draft={draft.pk}").text
    alice.post("/new/", new("Valve", "It closes.", key="tab-2", continues=draft.pk))
    assert not KeptDraft.objects.exists()


def test_an_emptied_new_article_is_no_draft(alice):
    alice.post("/editor/draft/", new("Valve", key="tab-1"), headers=SCRIPT)
    alice.post("/editor/draft/", new("", "", key="tab-1"), headers=SCRIPT)
    assert not KeptDraft.objects.exists()


def test_a_link_to_the_editor_cannot_end_a_draft(alice, page):
    keep(alice, page, "Mine.")
    form = alice.get(f"/new/?continues={KeptDraft.objects.get().pk}&key=known").text
    assert 'value="known"' not in form
    assert 'name="continues" value=' not in form


def test_without_scripts_a_draft_is_kept_on_request_and_opened_again(alice, page):
    answer = alice.post("/editor/draft/?page=pump", typed(page, "Open the tap."), follow=True)
    assert "Kept as a draft." in answer.text
    assert "Open the tap." in answer.text


def test_without_scripts_a_preview_keeps_what_it_shows(alice, page):
    alice.post("/editor/preview/?page=pump", typed(page, "Open the tap."))
    assert KeptDraft.objects.get().reason == ""


def test_a_script_that_looks_while_somebody_types_keeps_nothing(alice, page):
    look = {"X-Requested-With": "fetch"}
    alice.post("/editor/preview/?page=pump", typed(page, "Open the tap."), headers=look)
    assert not KeptDraft.objects.exists()


def test_the_editor_of_somebody_signed_out_is_told_so(alice, anonymous, page):
    assert keep(anonymous, page, "Mine.").status_code == 401
    assert not KeptDraft.objects.exists()


def test_an_editor_that_stays_open_is_refused_and_its_words_are_kept(alice, page):
    keep(alice, page, "First.")
    alice.user.groups.clear()
    assert keep(alice, page, "First and second.").status_code == 403
    draft = KeptDraft.objects.get()
    assert draft.fields["body"] == "First and second."
    assert draft.reason == "You were not allowed to save it."


def test_drafts_of_a_page_name_nothing_that_its_writer_may_not_see(alice, bob):
    audience = make_audience("board", alice.user, bob.user)
    page = make_article("Merger", STEPS, by=bob.user, audience=audience)
    keys = {"title": "Merger", "body": "Mine.", "base_revision": 1, "key": "tab-1"}
    alice.post(f"/editor/draft/?page={page.slug}", keys, headers=SCRIPT)
    editing.revise(page, base=1, title="Takeover of Zeppelin", body=STEPS, by=bob.user)
    assert "Takeover of Zeppelin" in alice.get("/me/recovered/").text
    audience.members.filter(user=alice.user).delete()
    for address in ("/me/recovered/", f"/me/recovered/{KeptDraft.objects.get().pk}/"):
        shown = alice.get(address).text
        assert "Zeppelin" not in shown
        assert "zeppelin" not in shown
        assert page.slug not in shown
        assert "Mine." in shown


@pytest.mark.parametrize("number", ["0", "x", "-1", "9" * 40, "%00", "²"])
def test_an_odd_number_of_a_draft_opens_the_page_as_it_is(alice, page, number):
    assert "Open the valve." in alice.get(f"/articles/pump/edit/?draft={number}").text


@pytest.mark.parametrize(
    "fields",
    [
        {"key": "k" * 500},
        {"key": "\0"},
        {"base_revision": "9" * 50},
        {"base_revision": "²"},
        {"continues": "9" * 18},
        {"continues": "x"},
        {"body": "a\0b"},
        {"body": "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16")},
    ],
)
def test_odd_forms_are_kept_as_well(alice, page, fields):
    answer = alice.post("/editor/draft/?page=pump", typed(page, "Mine.") | fields, headers=SCRIPT)
    assert answer.status_code == 200
    assert KeptDraft.objects.get().fields["body"].startswith(("Mine", "ab", "😀"))


def test_what_was_refused_keeps_its_reason_while_somebody_writes_on(alice, page):
    alice.post("/articles/pump/edit/", typed(page, "Mine.") | {"title": "Fountain"})
    keep(alice, page, "Mine, longer.")
    draft = KeptDraft.objects.get()
    assert "Only an editor can rename a page." in draft.reason
    assert draft.fields["body"] == "Mine, longer."


def test_who_may_read_a_new_page_stays_as_it_was_chosen(bob):
    bob.post("/editor/draft/", new("Valve", "It closes.", audience="signed-in", key="t"), headers=SCRIPT)
    assert KeptDraft.objects.get().fields["audience"] == "signed-in"


def test_words_that_were_put_anew_in_a_conflict_are_kept(alice, page):
    keep(alice, page, "Mine.", **{"own-1": "Put otherwise."})
    assert "Put otherwise." in alice.get(f"/me/recovered/{KeptDraft.objects.get().pk}/").text


def test_a_draft_for_few_is_not_sent_to_many_when_its_writer_left_them(bob):
    crew = make_audience("Crew", bob.user)
    written = {"title": "Plan", "body": "For the crew.", "audience": str(crew.pk), "key": "k1"}
    bob.post("/editor/draft/", written)
    draft = KeptDraft.objects.get(owner=bob.user)
    crew.members.all().delete()
    page = bob.get(f"/new/?draft={draft.pk}").text
    assert f'<option value="{crew.pk}" selected>An audience you are not in</option>' in page
    assert "Crew" not in page
    answer = bob.post("/new/", written)
    assert answer.status_code == 422
    assert "There is no such audience." in answer.text
    assert not Page.objects.filter(title="Plan").exists()


def test_a_draft_for_few_is_not_sent_to_many_by_somebody_who_may_no_longer_choose(alice):
    crew = make_audience("Crew", alice.user)
    answer = alice.post("/new/", {"title": "Plan", "body": "For the crew.", "audience": str(crew.pk)})
    assert answer.status_code == 422
    assert not Page.objects.filter(title="Plan").exists()


def test_words_of_one_person_never_become_a_draft_of_whoever_signed_in_after_them(alice, bob):
    page = make_article("Pump", "It pumps.")
    for sender, status in ((bob, 401), (alice, 200)):
        words = typed(page, "Alice's secret words.")
        headers = SCRIPT | {"X-Draft-Owner": "alice"}
        assert sender.post("/editor/draft/?page=pump", words, headers=headers).status_code == status
    assert [draft.owner.username for draft in KeptDraft.objects.all()] == ["alice"]
