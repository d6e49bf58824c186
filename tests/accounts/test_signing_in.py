"""Signing in: by username or address, back to where you were, never to a stranger's site."""

import pytest
from django.test import Client

from tests.people import PASS_PHRASE


def sign_in(client, login="carol", password=PASS_PHRASE, **more):
    return client.post("/accounts/login/", {"login": login, "password": password, **more})


@pytest.mark.parametrize("login", ["carol", "Carol", "carol@example.org", "CAROL@example.org"])
def test_a_person_signs_in_by_username_or_address(anonymous, carol, login):
    assert sign_in(anonymous, login).status_code == 302
    assert anonymous.get("/me/settings/").status_code == 200


@pytest.mark.parametrize(
    ("login", "password"), [("carol", "wrong pass phrase"), ("nobody-here", PASS_PHRASE)]
)
def test_a_refusal_does_not_say_which_of_the_two_was_wrong(anonymous, carol, login, password):
    page = sign_in(anonymous, login, password)
    assert page.status_code == 200
    assert "The username and/or password you specified are not correct." in page.content.decode()


def test_after_signing_in_you_are_where_you_wanted_to_be(anonymous, carol):
    away = anonymous.get("/me/settings/")
    assert away.headers["Location"] == "/accounts/login/?next=/me/settings/"
    assert 'name="next" value="/me/settings/"' in anonymous.get(away.headers["Location"]).content.decode()
    assert sign_in(anonymous, next="/me/settings/").headers["Location"] == "/me/settings/"


@pytest.mark.parametrize(
    "address",
    [
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https:evil.example",
        "https:///evil.example",
        "https://evil.example/",
        "/%09/evil.example",
        "/\t/evil.example",
        "\x00//evil.example",
        "https://testserver@evil.example",
        "https://testserver.evil.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "/x\r\nSet-Cookie: a=b",
        " https://evil.example",
        "http://[::1",
    ],
)
def test_nobody_is_led_to_another_site(anonymous, carol, address):
    for answer in (
        sign_in(anonymous, next=address),
        anonymous.get("/accounts/login/", {"next": address}),
        anonymous.post("/accounts/logout/", {"next": address}),
    ):
        place = answer.headers.get("Location", "/")
        assert place.startswith("/")
        assert not place.startswith(("//", "/\\", "/\t"))
        assert "a=b" not in str(answer.cookies)


def test_too_many_wrong_passwords_close_the_account_for_a_while_and_nobody_elses(carol, alice):
    for number in range(5):
        sign_in(Client(REMOTE_ADDR=f"192.0.2.{number}"), password="wrong pass phrase")
    stranger = Client(REMOTE_ADDR="192.0.2.99")
    assert "Too many failed login attempts" in sign_in(stranger).content.decode()
    assert stranger.get("/me/settings/").status_code == 302
    assert sign_in(stranger, "alice").status_code == 302


def test_one_machine_cannot_try_one_password_on_many_accounts(anonymous, carol):
    for number in range(10):
        sign_in(anonymous, f"somebody{number}", "wrong pass phrase")
    assert "Too many failed login attempts" in sign_in(anonymous).content.decode()


def test_inventing_a_forwarded_address_does_not_help(carol):
    for number in range(12):
        last = sign_in(
            Client(headers={"X-Forwarded-For": f"203.0.113.{number}"}), password="wrong pass phrase"
        )
    assert "Too many failed login attempts" in last.content.decode()


def test_the_admin_is_entered_by_the_same_door(anonymous, carol, ada):
    assert anonymous.get("/admin/").headers["Location"] == "/admin/login/?next=/admin/"
    away = anonymous.get("/admin/login/?next=/admin/")
    assert away.headers["Location"] == "/accounts/login/?next=%2Fadmin%2F"
    posted = anonymous.post("/admin/login/?next=/admin/", {"username": "ada", "password": PASS_PHRASE})
    assert posted.headers["Location"].startswith("/accounts/login/")
    assert anonymous.get("/me/settings/").status_code == 302
    assert sign_in(anonymous, "ada", next="/admin/").headers["Location"] == "/admin/"
    assert anonymous.get("/admin/").status_code == 200


def test_a_reader_is_told_that_the_admin_is_not_for_them(carol):
    assert carol.get("/admin/login/?next=/admin/").status_code == 403


def test_the_admin_changes_passwords_and_signs_out_where_everybody_does(ada):
    assert ada.get("/admin/password_change/").headers["Location"] == "/accounts/password/change/"
    assert ada.post("/admin/logout/").headers["Location"] == "/accounts/logout/"


@pytest.mark.parametrize(
    "address",
    [
        "password/set/",
        "login/code/",
        "login/code/confirm/",
        "3rdparty/",
        "2fa/",
        "phone/change/",
        "sessions/",
    ],
)
def test_pages_that_are_not_dressed_have_no_address(ada, address):
    assert ada.get(f"/accounts/{address}").status_code == 404


def test_signing_out_asks_first_and_then_does_it(carol):
    assert "Other devices stay signed in" in carol.get("/accounts/logout/").content.decode()
    assert carol.post("/accounts/logout/").headers["Location"] == "/"
    assert carol.get("/me/settings/").status_code == 302


def test_a_closed_account_gets_a_page_that_says_so(anonymous, carol):
    carol.user.is_active = False
    carol.user.save()
    away = sign_in(anonymous)
    assert "An administrator has closed it" in anonymous.get(away.headers["Location"]).content.decode()
