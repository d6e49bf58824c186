"""Audiences are made and filled by administrators, seen by their members, and all of it is on record."""

import pytest

from kmsite.pages.models import Audience, LedgerEntry
from tests.make import make_article, make_audience


@pytest.fixture
def board(bob, carol):
    return make_audience("Board", bob.user, carol.user)


def address(audience, tail=""):
    return f"/audiences/{audience.pk}/{tail}"


def test_an_administrator_makes_an_audience_and_adds_people(ada, carol):
    made = ada.post("/audiences/", {"name": "Board"})
    board = Audience.objects.get(name="Board")
    assert made.headers["Location"] == address(board)
    assert ada.post(address(board, "add/"), {"username": "Carol"}).status_code == 302
    secret = make_article("Secret", audience=board)
    assert carol.get(secret.get_absolute_url()).status_code == 200
    assert ada.get(secret.get_absolute_url()).status_code == 404
    verbs = LedgerEntry.objects.besides_saves().order_by("id").values_list("verb", "by__username")
    assert list(verbs) == [("audience_made", "ada"), ("member_added", "ada")]


def test_adding_somebody_twice_is_told_once(ada, carol, board):
    for _again in range(2):
        ada.post(address(board, "add/"), {"username": "carol"})
    assert not LedgerEntry.objects.besides_saves().exists()


def test_members_see_an_administrator_who_added_themselves(ada, carol, board):
    ada.post(address(board, "add/"), {"username": "ada"})
    shown = carol.get(address(board)).text
    assert "<bdi>Ada</bdi> added somebody to an audience: <bdi>Ada</bdi>" in shown


def test_members_see_their_audiences_and_others_see_none(carol, mallory, anonymous, board):
    assert "Board" in carol.get("/audiences/").text
    assert 'href="/people/bob/"' in carol.get(address(board)).text
    assert 'action="/audiences/' not in carol.get(address(board)).text
    assert "Board" not in mallory.get("/audiences/").text
    for person, status in ((mallory, 404), (anonymous, 302)):
        assert person.get(address(board)).status_code == status
        assert person.get("/audiences/987654/").status_code == status


@pytest.mark.parametrize("tail", ["", "add/", "remove/", "delete/"])
def test_nobody_but_administrators_changes_one(mallory, carol, bob, board, tail):
    for person in (mallory, carol, bob):
        assert person.post(address(board, tail), {"username": "mallory", "name": "X"}).status_code in {
            403,
            404,
        }
    assert board.members.count() == 2
    assert Audience.objects.get(pk=board.pk).name == "Board"


def test_a_removed_member_loses_everything_with_the_next_request(ada, bob, board):
    secret = make_article("Secret", "CANARY", by=bob.user, audience=board)
    assert bob.get(f"{secret.get_absolute_url()}edit/").status_code == 200
    ada.post(address(board, "remove/"), {"username": "bob"})
    for tail in ("", "edit/", "history/", "history/1/", "audience/"):
        answer = bob.get(f"{secret.get_absolute_url()}{tail}")
        assert (answer.status_code, "CANARY" in answer.text) == (404, False)
    form = {"title": "Secret", "body": "My words.", "base_revision": "1"}
    assert bob.post(f"{secret.get_absolute_url()}edit/", form).status_code == 404
    assert "CANARY" not in bob.get("/search/?q=canary").text.replace('value="canary"', "")
    assert LedgerEntry.objects.besides_saves().get().verb == "member_removed"


@pytest.mark.parametrize("name", ["Board", " board ", "\uff22OARD", "everyone", "Everyone signed in", ""])
def test_two_audiences_never_have_the_same_name(ada, board, name):
    other = make_audience("Crew")
    assert ada.post("/audiences/", {"name": name}).status_code == 422
    assert ada.post(address(other), {"name": name}).status_code == 422
    assert Audience.objects.get(pk=other.pk).name == "Crew"


def test_an_audience_is_renamed_on_record(ada, carol, board):
    assert ada.post(address(board), {"name": "Directors"}).status_code == 302
    assert "“<bdi>Board</bdi>” → “<bdi>Directors</bdi>”" in carol.get(address(board)).text


def test_an_audience_that_pages_use_is_not_deleted(ada, board):
    page = make_article("Secret", audience=board)
    answer = ada.post(address(board, "delete/"), follow=True)
    assert "Pages are for this audience." in answer.text
    assert Audience.objects.filter(pk=board.pk).exists()
    type(page).objects.filter(pk=page.pk).update(audience=None, reach=0)
    ada.post(address(board, "delete/"))
    assert not Audience.objects.filter(pk=board.pk).exists()
    assert LedgerEntry.objects.besides_saves().get().about["name"] == "Board"


def test_everyone_is_no_audience_to_look_after(ada):
    for id in ("0", "2147483648", "9" * 30):
        assert ada.get(f"/audiences/{id}/").status_code == 404


def test_nobody_unknown_is_added(ada, board):
    for username in ("nobody", "a\0b", ""):
        assert ada.post(address(board, "add/"), {"username": username}).status_code == 422
    assert board.members.count() == 2
