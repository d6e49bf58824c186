"""A site that sends no mail says so, and an administrator can help by hand."""

import re
from urllib.parse import urlsplit

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from tests.accounts.test_invitations import GRACE, invite
from tests.accounts.test_passwords import ask, ask_for_address, can_sign_in, choose


@pytest.fixture
def no_mail(settings):
    settings.SENDS_MAIL = False


def invitations_page(ada, **fields):
    return ada.post("/invitations/", {"role": "reader", **fields}).content.decode()


def link_for(username, capsys):
    call_command("password_link", username)
    return urlsplit(capsys.readouterr().out.strip()).path


def test_with_mail_ada_reads_that_the_invitation_is_on_its_way(ada):
    page = invitations_page(ada, email="grace@example.org")
    assert "on its way to <strong>grace@example.org</strong>" in page
    assert "sends no mail" not in page


@pytest.mark.parametrize("email", ["grace@example.org", ""])
def test_without_mail_ada_is_told_to_pass_on_the_link_herself(no_mail, ada, email):
    page = invitations_page(ada, email=email)
    assert "This site sends no mail: pass on the link yourself" in page
    assert "on its way" not in page
    assert re.search(r'value="http[^"]*/invitation/', page)


def test_without_mail_the_field_for_an_address_says_what_it_is_good_for(no_mail, ada):
    page = ada.get("/invitations/").content.decode()
    assert "This site sends no mail: you pass on the link yourself" in page
    assert "The link is sent there" not in page


def test_without_mail_carol_is_told_to_ask_an_administrator(no_mail, anonymous, carol):
    page = anonymous.get("/accounts/password/reset/").content.decode()
    assert "This site sends no mail. Please ask an administrator" in page
    assert "password_link USERNAME" in page
    assert 'name="email"' not in page


def test_without_mail_known_and_unknown_addresses_read_the_same(no_mail, anonymous, carol):
    known, unknown = ask(anonymous, "carol@example.org"), ask(anonymous, "nobody@example.org")
    assert "This site sends no mail. Please ask an administrator" in known.content.decode()
    assert "on its way" not in known.content.decode()
    assert known.content == unknown.content


def test_without_mail_nobody_reads_that_a_link_was_sent_to_a_new_address(no_mail, ada):
    page = ask_for_address(ada, "new@example.org").content.decode()
    assert "This site sends no mail" in page
    assert "on its way" not in page
    assert "was sent" not in page


def test_a_link_from_an_administrator_gives_carol_a_new_password_once(carol, anonymous, capsys):
    link = link_for("Carol", capsys)
    assert "You can sign in with it now" in choose(anonymous, link).content.decode()
    assert can_sign_in("quite another pass phrase")
    assert "This link works no more" in Client().get(link, follow=True).content.decode()


def test_no_link_is_made_for_somebody_who_is_not_here(db):
    with pytest.raises(CommandError, match=r"^Nobody here has the username carole\.$") as refused:
        call_command("password_link", "carole")
    assert refused.value.returncode == 1


def test_no_link_is_made_for_a_closed_account(carol):
    carol.user.is_active = False
    carol.user.save()
    with pytest.raises(CommandError, match="closed"):
        call_command("password_link", "carol")


@pytest.mark.parametrize(
    ("role", "greeting"),
    [
        ("reader", "Welcome, Grace Hopper. You can read now."),
        ("author", "Welcome, Grace Hopper. You can read and write now."),
        ("administrator", "Welcome, Grace Hopper. You can read, write and invite people now."),
    ],
)
def test_whoever_accepts_an_invitation_is_greeted_with_what_they_can_do(ada, anonymous, role, greeting):
    assert greeting in anonymous.post(invite(ada, role), GRACE, follow=True).content.decode()
