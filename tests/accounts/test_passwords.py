"""New passwords and addresses, by mail and by hand."""

import re

import pytest
from django.core import mail
from django.test import Client

from kmsite.accounts import people
from kmsite.accounts.models import User
from tests.people import PASS_PHRASE

NEW = "quite another pass phrase"


def ask(client, email):
    return client.post("/accounts/password/reset/", {"email": email}, follow=True)


def link_in(message):
    return re.search(r"https?://[^/\s]+(/\S+)", message.body)[1]


def choose(client, link, password=NEW):
    form = client.get(link, follow=True)
    return client.post(form.request["PATH_INFO"], {"password1": password, "password2": password}, follow=True)


def can_sign_in(password, login="carol"):
    browser = Client(REMOTE_ADDR="198.51.100.7")
    browser.post("/accounts/login/", {"login": login, "password": password})
    return browser.get("/me/settings/").status_code == 200


def test_asking_for_a_new_password_says_the_same_to_everybody(anonymous, carol):
    known, unknown = ask(anonymous, "carol@example.org"), ask(anonymous, "nobody@example.org")
    assert "If the address belongs to an account" in known.content.decode()
    assert known.content == unknown.content
    assert [message.to for message in mail.outbox] == [["carol@example.org"], ["nobody@example.org"]]


def test_a_new_password_comes_by_mail_and_its_link_works_once(anonymous, carol):
    ask(anonymous, "carol@example.org")
    link = link_in(mail.outbox[0])
    assert "You can sign in with it now" in choose(anonymous, link).content.decode()
    assert can_sign_in(NEW)
    assert not can_sign_in(PASS_PHRASE)
    again = Client().get(link, follow=True)
    assert "This link works no more" in again.content.decode()


def test_a_new_password_ends_the_sessions_on_other_devices(anonymous, carol):
    ask(anonymous, "carol@example.org")
    choose(anonymous, link_in(mail.outbox[0]))
    assert carol.get("/me/settings/").status_code == 302


def test_the_link_in_the_mail_leads_to_the_site_whatever_the_request_called_it(anonymous, carol, settings):
    settings.ALLOWED_HOSTS = ["*"]
    anonymous.post(
        "/accounts/password/reset/", {"email": "carol@example.org"}, headers={"Host": "evil.example"}
    )
    assert settings.BASE_URL in mail.outbox[0].body
    assert "evil" not in mail.outbox[0].body


def test_a_link_dies_when_the_password_changed_meanwhile(anonymous, carol):
    ask(anonymous, "carol@example.org")
    carol.user.set_password(NEW)
    carol.user.save()
    assert "works no more" in anonymous.get(link_in(mail.outbox[0]), follow=True).content.decode()


def test_a_look_alike_address_gets_nobodys_link(anonymous, carol):
    ask(anonymous, "c\u0430rol@example.org")
    assert not any("/key/" in message.body for message in mail.outbox)


def test_nobody_is_flooded_with_mails(anonymous, carol):
    answers = [ask(anonymous, "carol@example.org").status_code for _try in range(10)]
    assert 429 in answers
    assert len(mail.outbox) <= 5


@pytest.mark.parametrize("password", ["short", "1234567890123", "carol@example"])
def test_a_weak_password_is_refused_with_its_reason(carol, password):
    page = carol.post(
        "/accounts/password/change/",
        {"oldpassword": PASS_PHRASE, "password1": password, "password2": password},
    )
    assert "There is a problem" in page.content.decode()
    assert can_sign_in(PASS_PHRASE)


def test_changing_the_password_keeps_this_session_and_ends_the_others(carol):
    phone = Client()
    phone.force_login(carol.user)
    answer = carol.post(
        "/accounts/password/change/", {"oldpassword": PASS_PHRASE, "password1": NEW, "password2": NEW}
    )
    assert answer.headers["Location"] == "/me/settings/"
    assert carol.get("/me/settings/").status_code == 200
    assert phone.get("/me/settings/").status_code == 302


def test_the_present_password_is_asked_before_it_changes(carol):
    carol.post(
        "/accounts/password/change/", {"oldpassword": "a guess, no more", "password1": NEW, "password2": NEW}
    )
    assert can_sign_in(PASS_PHRASE)


@pytest.fixture
def grace(db):
    """Somebody who was invited and has just signed in."""
    browser = Client()
    browser.user = people.introduce(
        username="grace",
        name="Grace Hopper",
        email="grace@example.org",
        password=PASS_PHRASE,
        role="reader",
    )
    browser.post("/accounts/login/", {"login": "grace", "password": PASS_PHRASE})
    return browser


def ask_for_address(person, email):
    away = person.post("/accounts/email/", {"action_add": "", "email": email})
    return person.post(away.headers["Location"], {"password": PASS_PHRASE}, follow=True)


def address_of(person):
    return User.objects.get(pk=person.user.pk).email


def test_a_new_address_counts_once_it_is_confirmed(grace):
    page = ask_for_address(grace, "new@example.org")
    assert "A link was sent to <strong>new@example.org</strong>" in page.content.decode()
    [link] = [link_in(message) for message in mail.outbox if message.to == ["new@example.org"]]
    assert "belong to Grace Hopper?" in grace.get(link).content.decode()
    assert address_of(grace) == "grace@example.org"
    grace.post(link)
    assert address_of(grace) == "new@example.org"
    assert "works no more" in grace.get(link, follow=True).content.decode()


def test_the_password_is_asked_before_the_address_changes(grace):
    away = grace.post("/accounts/email/", {"action_add": "", "email": "new@example.org"})
    assert away.headers["Location"].startswith("/accounts/reauthenticate/")
    assert "Please confirm that it is you" in grace.get(away.headers["Location"]).content.decode()
    grace.post(away.headers["Location"], {"password": "a guess, no more"})
    assert mail.outbox == []


def test_somebody_elses_address_cannot_be_taken(grace, alice):
    ask_for_address(grace, "alice@example.org")
    for message in mail.outbox:
        if "/confirm-email/" in message.body:
            grace.post(link_in(message))
    assert address_of(grace) == "grace@example.org"


def test_a_superuser_from_the_command_line_keeps_their_address_until_the_new_one_is_confirmed(anonymous, db):
    anonymous.user = User.objects.create_superuser("root.of", "root@example.org", PASS_PHRASE)
    anonymous.post("/accounts/login/", {"login": "root.of", "password": PASS_PHRASE})
    ask_for_address(anonymous, "new@example.org")
    assert address_of(anonymous) == "root@example.org"
    [link] = [link_in(message) for message in mail.outbox if message.to == ["new@example.org"]]
    anonymous.post(link)
    assert address_of(anonymous) == "new@example.org"
