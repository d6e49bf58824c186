"""Registration: closed unless the site opens it."""

import pytest
from django.core import mail

from kmsite.accounts.models import User
from kmsite.accounts.roles import roles_of

GRACE = {
    "name": "Grace Hopper",
    "username": "grace",
    "email": "grace@example.org",
    "password1": "a very long pass phrase",
}


@pytest.fixture
def open_site(settings):
    settings.REGISTRATION = "open"
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"


def test_a_closed_site_says_how_to_get_an_account(anonymous):
    page = anonymous.get("/accounts/signup/").content.decode()
    assert "Ask an administrator of this site for an invitation" in page
    assert 'name="username"' not in page


def test_a_closed_site_takes_no_registration(anonymous, db):
    anonymous.post("/accounts/signup/", GRACE)
    assert not User.objects.exists()


def test_whoever_registers_at_an_open_site_is_a_reader_once_the_address_is_confirmed(anonymous, open_site):
    assert 'name="username"' in anonymous.get("/accounts/signup/").content.decode()
    anonymous.post("/accounts/signup/", GRACE)
    grace = User.objects.get(username="grace")
    assert (grace.name, roles_of(grace), grace.is_staff) == ("Grace Hopper", ["reader"], False)
    assert anonymous.get("/me/settings/").status_code == 302
    assert [message.to for message in mail.outbox] == [["grace@example.org"]]


def test_registering_with_a_known_address_says_the_same_as_with_an_unknown_one(anonymous, open_site, carol):
    unknown = anonymous.post("/accounts/signup/", GRACE, follow=True)
    known = anonymous.post(
        "/accounts/signup/", {**GRACE, "username": "edsger", "email": "carol@example.org"}, follow=True
    )
    assert unknown.redirect_chain == known.redirect_chain
    assert not User.objects.filter(username="edsger").exists()


@pytest.mark.parametrize("username", ["admin", "c\u0430rol", "a b"])
def test_registration_minds_usernames(anonymous, open_site, carol, username):
    page = anonymous.post("/accounts/signup/", {**GRACE, "username": username})
    assert "There is a problem" in page.content.decode()
    assert User.objects.count() == 1
