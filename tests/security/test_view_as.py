"""An administrator views the site as somebody of another role: the same pages, and nothing to change."""

import re

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from kmsite.accounts import people
from kmsite.accounts.roles import RIGHTS
from kmsite.pages.models import KeptDraft
from tests.make import make_article, make_audience
from tests.people import Person, make_user
from tests.security.addresses import ADDRESSES

BAR = re.compile(r"\n<aside class=\"viewas\".*?</aside>\n", re.DOTALL)
PASSING = re.compile(r'csrfmiddlewaretoken" value="\w+"|name="key" value="\w+"')
ROLES = ["visitor", *RIGHTS]


@pytest.fixture
def successor(db):
    """Another administrator, because the last one stays one."""
    return make_user("successor", "administrator")


@pytest.fixture
def places(alice, ada, successor):
    """Pages that everybody sees, and one that Ada sees because she is on the board."""
    make_article("Pump", "See [[Merger plan]].", by=alice.user, tags=["machines"])
    secret = make_article("Merger plan", by=alice.user, audience=make_audience("Board", ada.user))
    return [
        *("/articles/pump/", "/articles/pump/?a", "/articles/pump/edit/", "/articles/pump/audience/"),
        *("/articles/pump/history/", "/articles/pump.md", "/nowhere/", secret.get_absolute_url()),
        *(row.path for row in ADDRESSES.values() if "{" not in row.path and row.path != "/view-as/"),
    ]


def view_as(person, role):
    return person.post("/view-as/", {"role": role})


def seen(person, address):
    """Return what an answer shows: its status, where it leads, its text without the bar."""
    answer = person.get(address)
    text = PASSING.sub("", BAR.sub("", answer.getvalue().decode()))
    return answer.status_code, answer.headers.get("Location"), text


def as_plain(ada, role, successor):
    """Return Ada as she would be with nothing but `role`, and in no audience; a stranger for a visitor."""
    if role == "visitor":
        return Client()
    ada.user.audiences.update(user=successor)
    ada.user.groups.set(Group.objects.filter(name=role))
    people.set_preferences(ada.user, name="Ada", theme="auto", text_size="normal", time_zone="")
    type(ada.user).objects.filter(pk=ada.user.pk).update(is_staff=role in ("curator", "administrator"))
    return ada


@pytest.mark.parametrize("role", ROLES)
def test_every_page_is_the_one_that_the_role_gets(ada, successor, places, role):
    view_as(ada, role)
    shown = {address: seen(ada, address) for address in places}
    ada.post("/view-as/stop/")
    plain = as_plain(ada, role, successor)
    for address in places:
        assert shown[address] == seen(plain, address), address


@pytest.mark.parametrize("role", ROLES)
def test_a_bar_on_every_page_tells_it_and_offers_to_stop(ada, places, role):
    view_as(ada, role)
    for address in ("/", "/articles/pump/", "/articles/", "/nowhere/", "/search/?q=pump"):
        page = ada.get(address).text
        assert 'class="viewas"' in page
        assert 'action="/view-as/stop/"' in page
    assert ada.post("/view-as/stop/").status_code == 302
    assert 'class="viewas"' not in ada.get("/articles/pump/").text


def test_what_others_share_never_carries_the_bar(ada, carol, anonymous, places):
    view_as(ada, "reader")
    for person in (ada, anonymous, carol, ada, anonymous, carol):
        assert ('class="viewas"' in person.get("/articles/pump/").text) == (person is ada)


def test_the_reading_room_does_not_serve_the_administrators_own_rights(ada, places):
    assert ada.get(places[7]).status_code == 200
    assert "/edit/" in ada.get("/articles/pump/").text or 'href="edit/"' in ada.get("/articles/pump/").text
    view_as(ada, "reader")
    assert ada.get(places[7]).status_code == 404
    assert 'href="edit/"' not in ada.get("/articles/pump/").text
    ada.post("/view-as/stop/")
    assert ada.get(places[7]).status_code == 200


@pytest.mark.parametrize("role", ROLES)
def test_nothing_can_be_changed_meanwhile(ada, places, role):
    view_as(ada, role)
    for address in (
        "/new/",
        "/articles/pump/edit/",
        "/me/settings/",
        "/audiences/",
        "/view-as/",
        "/nowhere/",
    ):
        answer = ada.post(address, {"title": "X", "body": "Y", "role": "editor", "name": "Z"})
        assert answer.status_code == 403
        assert "Nothing was changed" in answer.text
    for verb in (ada.put, ada.patch, ada.delete):
        assert verb("/articles/pump/").status_code == 403


def test_it_ends_with_signing_out(ada, places):
    view_as(ada, "visitor")
    assert ada.post("/accounts/logout/").status_code == 302
    assert 'class="viewas"' not in ada.get("/").text
    ada.force_login(ada.user)
    assert 'class="viewas"' not in ada.get("/").text


@pytest.mark.parametrize("role", ["reader", "author", "editor", "curator"])
def test_nobody_else_can_begin_it(db, role):
    person = Person(make_user("somebody", role))
    assert person.get("/view-as/").status_code == 403
    assert view_as(person, "administrator").status_code == 403
    assert person.get("/invitations/").status_code == 403


def test_a_mark_gives_nothing_to_somebody_who_is_no_administrator_any_more(ada, places):
    view_as(ada, "editor")
    ada.user.groups.set(Group.objects.filter(name="reader"))
    assert ada.get("/articles/pump/edit/").status_code == 403


def test_an_unknown_role_is_refused(ada, db):
    assert view_as(ada, "emperor").status_code == 422
    assert ada.get("/invitations/").status_code == 200


def test_the_preview_of_the_editor_may_be_looked_at_and_keeps_nothing(ada, places):
    view_as(ada, "author")
    words = {"title": "Pump", "body": "Quite *new*.", "key": "k"}
    fetched = ada.post("/editor/preview/?page=pump", words, headers={"X-Requested-With": "fetch"})
    assert "<em>new</em>" in fetched.text
    assert ada.post("/editor/preview/?page=pump", words).status_code == 403
    assert not KeptDraft.objects.exists()
