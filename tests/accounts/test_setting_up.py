"""The one-time set-up link."""

from datetime import timedelta
from threading import Barrier, Thread
from urllib.parse import urlsplit

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from kmsite.accounts.models import SetUpLink, User
from kmsite.accounts.roles import RIGHTS, rights_of
from kmsite.accounts.setting_up import new_link

GRACE = {
    "name": "Grace Hopper",
    "username": "grace",
    "email": "grace@example.org",
    "password": "a very long pass phrase",
}


def path_of(link):
    return urlsplit(link).path


def test_the_first_administrator_sets_the_site_up(anonymous, db, settings):
    link = new_link()
    assert link.startswith(settings.BASE_URL + "/setup/")
    assert "Set up this site" in anonymous.get(path_of(link)).content.decode()
    assert anonymous.post(path_of(link), GRACE).headers["Location"] == "/welcome/"
    assert "The site is ready" in anonymous.get("/welcome/").content.decode()
    assert anonymous.get("/admin/").status_code == 200
    assert rights_of(User.objects.get()) >= RIGHTS["administrator"]


def test_the_link_works_once_and_set_up_is_gone_for_ever(anonymous, db):
    link = path_of(new_link())
    anonymous.post(link, GRACE)
    assert Client().get(link).status_code == 404
    assert Client().post(link, {**GRACE, "username": "edsger"}).status_code == 404
    assert new_link() is None
    User.objects.update(is_active=False)
    assert new_link() is None
    assert User.objects.count() == 1


def test_a_spent_link_answers_like_any_unknown_address(anonymous, db, ada):
    assert new_link() is None
    spent, unknown = anonymous.get("/setup/" + "x" * 43 + "/"), anonymous.get("/nowhere/" + "x" * 43 + "/")
    assert spent.status_code == unknown.status_code == 404
    assert spent.headers["Content-Type"] == unknown.headers["Content-Type"]
    assert "Set up" not in spent.content.decode()


def test_only_the_newest_link_works(anonymous, db):
    old, new = path_of(new_link()), path_of(new_link())
    assert anonymous.get(old).status_code == 404
    assert anonymous.get(new).status_code == 200
    assert SetUpLink.objects.count() == 1


def test_a_link_is_good_for_half_an_hour(anonymous, db):
    link = path_of(new_link())
    left = SetUpLink.objects.get().expires_at - timezone.now()
    assert timedelta(minutes=29) < left <= timedelta(minutes=30)
    SetUpLink.objects.update(expires_at=timezone.now())
    assert anonymous.get(link).status_code == 404
    assert anonymous.post(link, GRACE).status_code == 404


def test_the_token_is_stored_nowhere(db):
    token = path_of(new_link()).split("/")[2]
    assert len(token) == 43
    assert token not in str(SetUpLink.objects.values().get())


def test_a_superuser_from_the_command_line_closes_set_up(anonymous, db):
    link = path_of(new_link())
    call_command("createsuperuser", interactive=False, username="grace", email="grace@example.org")
    assert anonymous.get(link).status_code == 404
    assert new_link() is None


def test_a_mistake_keeps_the_link_and_what_was_written(anonymous, db):
    link = path_of(new_link())
    page = anonymous.post(link, {**GRACE, "password": "short"}).content.decode()
    assert "There is a problem" in page
    assert 'value="Grace Hopper"' in page
    assert anonymous.post(link, GRACE).status_code == 302


def test_the_password_must_not_be_like_the_name(anonymous, db):
    page = anonymous.post(path_of(new_link()), {**GRACE, "password": "Grace Hopper"}).content.decode()
    assert "too similar" in page


def test_a_command_prints_a_new_link_while_there_is_no_administrator(db, capsys):
    call_command("setup_link")
    assert Client().get(path_of(capsys.readouterr().out.strip())).status_code == 200
    User.objects.create_superuser("grace", "grace@example.org", "a long pass phrase")
    with pytest.raises(CommandError, match="an administrator already"):
        call_command("setup_link")


def test_welcome_is_for_administrators(carol, anonymous):
    assert carol.get("/welcome/").status_code == 403
    assert anonymous.get("/welcome/").status_code == 302


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_many_submits_at_once_make_one_administrator():
    link = path_of(new_link())
    start, answers = Barrier(8), []

    def submit(number):
        person = {**GRACE, "username": f"person-{number}", "email": f"person{number}@example.org"}
        start.wait()
        answers.append(Client().post(link, person).status_code)
        connection.close()

    threads = [Thread(target=submit, args=(number,)) for number in range(2, 10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [302] + [404] * 7
    assert User.objects.count() == 1
