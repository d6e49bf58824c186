"""Sessions that know their person."""

from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kmsite.accounts import people
from kmsite.accounts.models import Session, User
from tests.make import make_article, make_audience
from tests.people import PASS_PHRASE


def sign_in(client, login="carol", password=PASS_PHRASE):
    return client.post("/accounts/login/", {"login": login, "password": password})


def key_of(client):
    return client.session.session_key


def test_a_session_names_its_person_and_keeps_their_hash(carol):
    session = Session.objects.get(session_key=key_of(carol))
    assert session.user == carol.user
    assert session.auth_hash == carol.session[HASH_SESSION_KEY] == carol.user.get_session_auth_hash()


def test_signing_in_changes_the_key_so_that_a_planted_one_is_worth_nothing(anonymous, carol):
    anonymous.get("/accounts/login/")
    planted = anonymous.session
    planted["planted"] = True
    planted.save()
    anonymous.cookies["session"] = planted.session_key
    sign_in(anonymous)
    assert key_of(anonymous) != planted.session_key
    assert not Session.objects.filter(session_key=planted.session_key).exists()


def test_signing_out_ends_the_session_for_whoever_kept_its_cookie(carol):
    thief = Client()
    thief.cookies["session"] = key_of(carol)
    assert thief.get("/me/settings/").status_code == 200
    carol.post("/accounts/logout/")
    assert thief.get("/me/settings/").status_code == 302


def test_signing_out_everywhere_ends_every_session_of_mine_and_nobody_elses(carol, alice):
    phone = Client()
    phone.force_login(carol.user)
    assert carol.post("/accounts/sign-out-everywhere/").headers["Location"] == "/accounts/login/"
    assert phone.get("/me/settings/").status_code == 302
    assert carol.get("/me/settings/").status_code == 302
    assert alice.get("/me/settings/").status_code == 200


def test_a_get_signs_nobody_out(carol):
    assert carol.get("/accounts/sign-out-everywhere/").status_code == 405
    assert carol.get("/accounts/logout/").status_code == 200
    assert carol.get("/me/settings/").status_code == 200


def test_a_password_changed_by_any_door_ends_the_session(carol):
    carol.user.set_password("another long pass phrase")
    carol.user.save()
    assert carol.get("/me/settings/").status_code == 302


def test_an_account_that_is_closed_ends_the_session(carol):
    User.objects.filter(pk=carol.user.pk).update(is_active=False)
    assert carol.get("/me/settings/").status_code == 302


def test_a_session_goes_on_when_the_secret_key_is_replaced(carol, settings):
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "a new key", [settings.SECRET_KEY]
    assert carol.get("/me/settings/").status_code == 200
    assert carol.get("/me/settings/").status_code == 200
    settings.SECRET_KEY_FALLBACKS = []
    assert carol.get("/me/settings/").status_code == 200


def test_a_role_is_held_from_the_next_request_on_and_no_longer_than_that(carol):
    assert carol.get("/new/").status_code == 403
    carol.user.groups.add(Group.objects.get(name="author"))
    assert carol.get("/new/").status_code == 200
    carol.user.groups.clear()
    assert carol.get("/new/").status_code == 403


def test_one_question_tells_the_session_its_person_and_their_roles(alice):
    with CaptureQueriesContext(connection) as asked:
        assert alice.get("/new/").status_code == 200
    words = ("accounts_session", "accounts_user", "auth_group")
    assert [sum(word in one["sql"] for word in words) for one in asked if "accounts_" in one["sql"]] == [3]


def test_sign_out_everywhere_counts_the_sessions(carol):
    assert people.sign_out_everywhere(carol.user) == 1


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(anonymous, carol):
    cookie = sign_in(anonymous).cookies["session"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_whoever_signs_in_next_is_not_told_what_the_last_person_did(bob, mallory):
    page = make_article("Canary", audience=make_audience("Board", bob.user))
    assert bob.post(f"{page.get_absolute_url()}archive/", {"seen": "0"}).status_code == 302
    bob.post("/accounts/logout/")
    bob.force_login(mallory.user)
    told = bob.get("/changes/").text
    assert "You are signed out." in told
    assert "Canary" not in told
