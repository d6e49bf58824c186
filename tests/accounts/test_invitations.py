"""Invitations: who may make one, what the link does, and when it does nothing."""

import re
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.utils import timezone

from kmsite.accounts import inviting, people
from kmsite.accounts.models import Invitation, User
from kmsite.accounts.roles import roles_of
from tests.people import make_user

GRACE = {
    "name": "Grace Hopper",
    "username": "grace",
    "email": "grace@example.org",
    "password": "a very long pass phrase",
}


def invite(person, role="author", email=""):
    page = person.post("/invitations/", {"role": role, "email": email}).content.decode()
    found = re.search(r'value="http[^"]*(/invitation/[^"]+)"', page)
    return found and found[1]


def test_an_administrator_makes_a_link_and_whoever_follows_it_is_signed_in_with_the_role(ada, anonymous):
    link = invite(ada, "author")
    assert "Ada invites you as: Author" in anonymous.get(link).content.decode()
    assert anonymous.post(link, GRACE).headers["Location"] == "/"
    grace = User.objects.get(username="grace")
    assert (roles_of(grace), grace.is_staff, grace.name) == (["author"], False, "Grace Hopper")
    assert anonymous.get("/me/settings/").status_code == 200


def test_an_invited_curator_may_enter_the_admin(ada, anonymous):
    anonymous.post(invite(ada, "curator"), GRACE)
    assert anonymous.get("/admin/").status_code == 200


def test_with_an_address_the_link_goes_out_by_mail_and_can_be_copied_too(ada):
    link = invite(ada, "reader", "grace@example.org")
    [message] = mail.outbox
    assert message.to == ["grace@example.org"]
    assert link in message.body
    assert "Ada invites you" in message.body


def test_a_mail_that_cannot_be_sent_leaves_the_link_to_be_copied(ada, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    page = ada.post("/invitations/", {"role": "reader", "email": "grace@example.org"}).content.decode()
    assert "The mail could not be sent" in page
    assert "/invitation/" in page


def test_the_token_is_stored_nowhere(ada):
    token = invite(ada).split("/")[2]
    assert len(token) == 43
    row = Invitation.objects.values().get()
    assert token not in str(row)


def test_a_link_works_once(ada, anonymous):
    link = invite(ada)
    anonymous.post(link, GRACE)
    again = Client().post(link, {**GRACE, "username": "edsger", "email": "edsger@example.org"})
    assert again.status_code == 404
    assert "This invitation works no more" in again.content.decode()
    assert not User.objects.filter(username="edsger").exists()


def test_a_link_is_good_for_seven_days(ada, anonymous):
    link = invite(ada)
    left = Invitation.objects.get().expires_at - timezone.now()
    assert timedelta(days=6, hours=23) < left <= timedelta(days=7)
    Invitation.objects.update(expires_at=timezone.now())
    assert anonymous.get(link).status_code == 404


def test_a_withdrawn_link_works_no_more(ada, anonymous):
    link = invite(ada)
    assert anonymous.get(link).status_code == 200
    ada.post(f"/invitations/{Invitation.objects.get().pk}/revoke/")
    assert anonymous.get(link).status_code == 404
    assert "None at the moment" in ada.get("/invitations/").content.decode()


def test_a_link_of_somebody_who_may_give_the_role_no_more_works_no_more(ada, bob, anonymous):
    people.grant_role(bob.user, "administrator", by=ada.user)
    link = invite(bob, "administrator")
    people.revoke_role(bob.user, "administrator", by=ada.user)
    assert anonymous.get(link).status_code == 404
    people.grant_role(bob.user, "administrator", by=ada.user)
    assert anonymous.get(link).status_code == 200
    people.deactivate(bob.user, by=ada.user)
    assert anonymous.get(link).status_code == 404


def test_an_unknown_link_says_the_same_as_a_spent_one(ada, anonymous):
    link = invite(ada)
    Invitation.objects.update(revoked_at=timezone.now())
    spent, unknown = anonymous.get(link), anonymous.get("/invitation/" + "x" * 43 + "/")
    assert spent.status_code == unknown.status_code == 404
    assert spent.content == unknown.content


@pytest.mark.parametrize("name", ["carol", "alice", "bob", "cleo"])
def test_nobody_but_administrators_invites(db, request, name):
    person = request.getfixturevalue(name)
    assert person.get("/invitations/").status_code == 403
    assert person.post("/invitations/", {"role": "reader"}).status_code == 403
    assert not Invitation.objects.exists()
    with pytest.raises(people.Refused):
        inviting.invite(by=person.user, role="reader")


def test_nobody_but_administrators_withdraws(ada, bob, anonymous):
    invite(ada)
    address = f"/invitations/{Invitation.objects.get().pk}/revoke/"
    assert bob.post(address).status_code == 403
    assert anonymous.post(address).status_code == 302
    assert ada.get(address).status_code == 405
    assert Invitation.objects.open().count() == 1


def test_an_invitation_into_an_unknown_role_is_refused(ada):
    assert invite(ada, "emperor") is None
    assert not Invitation.objects.exists()


def test_somebody_who_is_here_already_is_not_invited_again(ada, carol):
    assert invite(ada, email="Carol@example.org") is None


def test_a_name_that_is_taken_is_refused_and_the_link_stays_good(ada, carol, anonymous):
    link = invite(ada)
    page = anonymous.post(link, {**GRACE, "username": "carol"}).content.decode()
    assert "This username is taken" in page
    assert 'value="Grace Hopper"' in page
    assert anonymous.post(link, GRACE).status_code == 302


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_link_followed_twice_at_once_makes_one_account():
    _invitation, link = inviting.invite(by=make_user("ada", "administrator"), role="author")
    token = link.rstrip("/").split("/")[-1]
    start, answers = Barrier(4), []

    def follow(number):
        person = {**GRACE, "username": f"grace{number}x", "email": f"grace{number}@example.org"}
        start.wait()
        answers.append(Client().post(f"/invitation/{token}/", person).status_code)
        connection.close()

    threads = [Thread(target=follow, args=(number,)) for number in range(2, 6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [302, 404, 404, 404]
    assert User.objects.filter(username__startswith="grace").count() == 1
