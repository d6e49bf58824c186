"""The scenarios about audiences of `docs/permissions.md`, each under its own name."""

import pytest
from django.test import Client
from django.utils import timezone

from kmsite.attachments.attaching import attach
from kmsite.pages.endings.archiving import archive
from kmsite.pages.endings.trashing import trash
from kmsite.pages.models import Audience, KeptDraft, Page, Revision
from kmsite.pages.places import moving
from kmsite.pages.readers.audiences import set_audience, state_of
from kmsite.pages.saving import editing
from tests.make import make_article, make_audience


@pytest.fixture
def board(bob):
    return make_audience("Board", bob.user)


@pytest.fixture
def secret(bob, board):
    """A page that only Bob may know about."""
    return make_article("Canary", "CANARY-BODY", by=bob.user, tags=["canary-tag"], audience=board)


def shown(person, address):
    """Return what somebody gets to see, without the word they asked for."""
    return person.get(address).text.lower().replace('value="canary"', "")


def test_a_page_below_another_reaches_no_further_than_that_one(alice, bob, board):
    hall = make_article("Hall", by=bob.user, audience=board)
    room = make_article("Room", by=bob.user, parent=hall)
    assert (bob.get(room.get_absolute_url()).status_code, alice.get(room.get_absolute_url()).status_code) == (
        200,
        404,
    )


def test_a_page_that_moves_below_a_narrower_one_narrows(alice, bob, board):
    hall = make_article("Hall", by=bob.user, audience=board)
    room = make_article("Room", by=bob.user)
    desk = make_article("Desk", by=bob.user, parent=room)
    assert alice.get("/articles/desk/").status_code == 200
    moving.move(room, parent=hall, by=bob.user)
    for page in (room, desk):
        assert alice.get(page.get_absolute_url()).status_code == 404
        assert bob.get(Page.objects.get(pk=page.pk).get_absolute_url()).status_code == 200


def test_a_revoked_right_ends_with_the_next_request(bob, secret, board):
    tails = ("", "history/", "history/1/", "files/", "links/", "audience/", "edit/")
    assert {bob.get(f"{secret.get_absolute_url()}{tail}").status_code for tail in tails} == {200}
    board.members.all().delete()
    assert {bob.get(f"{secret.get_absolute_url()}{tail}").status_code for tail in tails} == {404}
    assert "canary" not in shown(bob, "/changes/")


def test_an_editor_that_was_open_gives_no_more_and_keeps_the_text(bob, secret, board):
    board.members.all().delete()
    form = {"title": "Canary", "body": "My own words.", "base_revision": "1", "key": "open"}
    answer = bob.post(f"{secret.get_absolute_url()}edit/", form)
    assert answer.status_code == 404
    assert "CANARY-BODY" not in answer.text
    assert Revision.objects.filter(page=secret.pk).count() == 1
    assert "My own words." in [draft.fields.get("body") for draft in KeptDraft.objects.filter(owner=bob.user)]


def test_an_old_address_leads_only_those_who_may_see_the_page(alice, bob, secret):
    old = secret.get_absolute_url()
    editing.revise(secret, base=1, title="Heron", body="x", by=bob.user)
    assert bob.get(old).status_code == 301
    assert alice.get(old).status_code == alice.get("/articles/nothing-here/").status_code == 404


def test_a_link_to_a_hidden_page_looks_like_a_link_to_none(alice, bob, secret):
    make_article("Open", "[[Canary]] and [[Heron]]", by=bob.user)
    for person in (alice, bob):
        page = person.get("/articles/open/").text
        assert page.count('class="redlink"') == 2
        assert secret.get_absolute_url() not in page
    assert bob.get("/new/?title=Canary").headers["Location"] == secret.get_absolute_url()
    assert alice.get("/new/?title=Canary").status_code == 200


def test_suggestions_and_near_titles_name_nothing_hidden(alice, bob, secret):
    assert "canary" in shown(bob, "/suggest/?q=cana")
    assert "canary" not in shown(alice, "/suggest/?q=cana")
    assert secret.slug in shown(bob, "/articles/canar/")
    assert secret.slug not in shown(alice, "/articles/canar/")


def test_a_tag_on_hidden_pages_only_is_no_tag(alice, bob, secret):
    assert (bob.get("/tags/canary-tag/").status_code, alice.get("/tags/canary-tag/").status_code) == (
        200,
        404,
    )
    assert "canary-tag" not in shown(alice, "/tags/")
    make_article("Open", by=bob.user, tags=["canary-tag"])
    assert "canary</" not in shown(alice, "/tags/canary-tag/")


def test_feeds_tell_of_nothing_hidden(alice, bob, secret):
    own = f"{secret.get_absolute_url()[:-1]}.atom"
    assert "canary" in shown(bob, "/changes.atom")
    assert "canary" not in shown(alice, "/changes.atom")
    assert (bob.get(own).status_code, alice.get(own).status_code) == (200, 404)


@pytest.mark.parametrize("tail", ["/history/", "/history/1/", "/compare/1..1/", ".md", ".atom", "/lines/"])
def test_the_history_source_and_comparison_of_a_hidden_page_are_not_there(alice, bob, secret, tail):
    address = secret.get_absolute_url()[:-1] + tail
    assert bob.get(address).status_code == 200
    assert alice.get(address).status_code == 404
    make_article("Own", by=alice.user)
    foreign = secret.current.number + 1
    assert alice.get(f"/articles/own/history/{foreign}/").status_code == 404


@pytest.mark.parametrize("verb", ["preview", "changes"])
def test_a_preview_is_refused_for_a_page_that_is_hidden(alice, bob, secret, verb):
    form = {"title": "Canary", "body": "x", "base_revision": "1"}
    assert bob.post(f"/editor/{verb}/?page={secret.slug}", form).status_code == 200
    answer = alice.post(f"/editor/{verb}/?page={secret.slug}", form)
    assert (answer.status_code, "CANARY-BODY" in answer.text) == (404, False)


def test_a_file_is_as_hidden_as_its_page(alice, bob, secret):
    file = attach(secret, name="notes.txt", content=b"CANARY", by=bob.user)
    for address in (f"/files/{file.pk}/", f"/files/{file.pk}/notes.txt", f"/files/{file.pk}/v1/notes.txt"):
        assert bob.get(address).status_code == 200
        assert alice.get(address).status_code == 404


def test_recent_changes_list_what_the_person_may_see(alice, bob, secret):
    make_article("Open", by=bob.user)
    for number in range(60):
        editing.revise(secret, base=number + 1, body=f"Version {number}", by=bob.user)
    assert "open</a>" in shown(alice, "/changes/")
    assert "canary" not in shown(alice, "/changes/")
    assert "canary" in shown(bob, "/changes/")


def test_what_links_here_names_only_what_the_person_may_see(alice, bob, board):
    make_article("Pump", by=bob.user)
    make_article("Canary", "[[Pump]]", by=bob.user, audience=board)
    assert "canary" in shown(bob, "/articles/pump/links/")
    assert "canary" not in shown(alice, "/articles/pump/links/")


def test_the_trash_lists_only_what_the_person_could_see(ada, bob, secret):
    trash([secret], by=bob.user)
    assert "canary" in shown(bob, "/trash/")
    assert "canary" not in shown(ada, "/trash/")


def test_a_page_in_the_archive_is_as_hidden_as_before(ada, bob, secret):
    archive(secret, by=bob.user)
    assert bob.get(secret.get_absolute_url()).status_code == 200
    assert ada.get(secret.get_absolute_url()).status_code == 404
    assert "canary-body" not in shown(ada, "/search/?q=canary&archive=yes")


def test_a_draft_stays_with_its_writer(ada, bob, secret, board):
    now = timezone.now()
    draft = KeptDraft.objects.create(
        owner=bob.user, form="f", page=secret, base=1, began_at=now, at=now,
        fields={"title": "Canary", "body": "My own words."},
    )  # fmt: skip
    assert ada.get(f"/me/recovered/{draft.pk}/").status_code == 404
    assert "my own words" not in shown(ada, "/me/recovered/")
    board.members.all().delete()
    kept = bob.get(f"/me/recovered/{draft.pk}/")
    assert (kept.status_code, "My own words." in kept.text, "CANARY-BODY" in kept.text) == (200, True, False)


def test_an_administrator_who_joins_an_audience_is_on_record(ada, bob, board):
    ada.post(f"/audiences/{board.pk}/add/", {"username": "ada"})
    assert (
        "<bdi>Ada</bdi> added somebody to an audience: <bdi>Ada</bdi>"
        in bob.get(f"/audiences/{board.pk}/").text
    )


def test_only_members_are_offered_an_audience(bob, mallory):
    make_article("Pump", by=bob.user)
    foreign = make_audience("Works council", mallory.user)
    assert "Works council" not in bob.get("/articles/pump/audience/").text
    sent = {"seen": state_of(Page.objects.get())}
    answers = [
        bob.post("/articles/pump/audience/", {**sent, "choice": value}).text
        for value in (foreign.pk, 987_654)
    ]
    assert all("There is no such audience." in answer for answer in answers)
    assert Page.objects.get().reach == 0


def test_whoever_views_as_a_role_sees_what_that_role_sees(ada, board, secret):
    board.members.create(user=ada.user)
    assert ada.get(secret.get_absolute_url()).status_code == 200
    ada.post("/view-as/", {"role": "editor"})
    assert ada.get(secret.get_absolute_url()).status_code == 404
    assert ada.get("/invitations/").status_code == 403
    assert ada.post("/new/", {"title": "X", "body": "x"}).status_code == 403


def test_a_page_made_private_is_gone_before_the_form_says_so(bob):
    page = make_article("Pump", by=bob.user)
    strangers = [Client(), Client()]
    assert [stranger.get("/articles/pump/").status_code for stranger in strangers] == [200, 200]
    bob.post("/articles/pump/audience/", {"choice": "-1", "seen": state_of(page)})
    assert [stranger.get("/articles/pump/").status_code for stranger in strangers] == [404, 404]


def test_a_taken_address_tells_only_that_something_was_public_there_once(alice, bob, board):
    narrowed, gone, renamed = (make_article(title, by=bob.user) for title in ("Heron", "Stork", "Crane"))
    set_audience(narrowed, board)
    trash([gone], by=bob.user)
    editing.revise(renamed, base=1, title="Ibis", body="x", by=bob.user)
    for title in ("Heron", "Stork", "Crane"):
        made = alice.post("/new/", {"title": title, "body": "x"})
        assert made.headers["Location"] == f"/articles/{title.lower()}-2/"
    make_article("Egret", by=bob.user, audience=board)
    assert alice.post("/new/", {"title": "Egret", "body": "x"}).headers["Location"] == "/articles/egret/"


def test_the_deeds_of_a_hidden_page_are_known_to_its_readers_only(alice, bob, secret, board):
    set_audience(secret, Audience.objects.get(pk=-1), by=bob.user)
    assert "changed who may read this page" in bob.get(f"{secret.get_absolute_url()}history/").text
    set_audience(secret, board, by=bob.user)
    assert bob.get(f"{secret.get_absolute_url()}history/").status_code == 200
    assert alice.get(f"{secret.get_absolute_url()}history/").status_code == 404
