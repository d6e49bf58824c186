"""Roles: what they give, who may give them, and that one administrator always stays."""

from threading import Barrier, Thread

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.db import connection

from kmsite.accounts import people
from kmsite.accounts.models import User
from kmsite.accounts.roles import RIGHTS, can_grant, rights_of, roles_of
from tests.people import make_user


def test_the_five_roles_are_there_from_the_start(db):
    assert set(Group.objects.values_list("name", flat=True)) == set(RIGHTS)


def test_anonymous_people_read_a_public_site_only(settings):
    assert rights_of(AnonymousUser()) == {"read"}
    settings.READING = "signed-in"
    assert rights_of(AnonymousUser()) == set()


def test_rights_are_asked_of_the_database_once(alice, django_assert_num_queries):
    somebody = User.objects.get(pk=alice.user.pk)
    with django_assert_num_queries(1):
        assert "edit" in rights_of(somebody)
        assert "rename" not in rights_of(somebody)


def test_several_roles_add_up(cleo, ada):
    people.grant_role(cleo.user, "editor", by=ada.user)
    assert {"glossary", "rename"} <= rights_of(cleo.user)
    assert "people" not in rights_of(cleo.user)


def test_a_superuser_may_do_everything(db):
    root = User.objects.create_superuser("grace", "grace@example.org", "a long pass phrase")
    assert rights_of(root) == RIGHTS["administrator"]


def test_somebody_without_a_role_only_reads_and_a_closed_account_has_no_rights(db, settings):
    settings.READING = "signed-in"
    assert rights_of(make_user("grace")) == {"read"}
    assert rights_of(make_user("edsger", "editor", is_active=False)) == set()


def test_only_an_administrator_gives_roles(ada, bob, cleo, carol):
    for person in (bob, cleo):
        with pytest.raises(people.Refused):
            people.grant_role(carol.user, "author", by=person.user)
        assert not can_grant(person.user, "reader")
    people.grant_role(carol.user, "author", by=ada.user)
    assert roles_of(carol.user) == ["reader", "author"]


def test_a_role_that_does_not_exist_is_refused(ada, carol):
    with pytest.raises(people.Refused):
        people.grant_role(carol.user, "emperor", by=ada.user)


def test_the_role_of_a_curator_or_administrator_opens_the_admin_and_losing_it_closes_it(ada, carol):
    people.grant_role(carol.user, "curator", by=ada.user)
    assert User.objects.get(pk=carol.user.pk).is_staff
    people.revoke_role(carol.user, "curator", by=ada.user)
    assert not User.objects.get(pk=carol.user.pk).is_staff


def test_the_last_administrator_stays(ada):
    with pytest.raises(people.Refused, match="last administrator"):
        people.revoke_role(ada.user, "administrator", by=ada.user)
    with pytest.raises(people.Refused, match="last administrator"):
        people.deactivate(ada.user, by=ada.user)
    assert User.objects.get(pk=ada.user.pk).is_active


def test_a_second_administrator_makes_the_first_free_to_go(ada, bob):
    people.grant_role(bob.user, "administrator", by=ada.user)
    people.deactivate(ada.user, by=bob.user)
    assert not User.objects.get(pk=ada.user.pk).is_active


def test_whoever_is_deactivated_is_signed_out_at_once_and_cannot_come_back(ada, carol):
    assert carol.get("/me/settings/").status_code == 200
    people.deactivate(carol.user, by=ada.user)
    assert carol.get("/me/settings/").status_code == 302
    carol.post("/accounts/login/", {"login": "carol", "password": "a long pass phrase"})
    assert carol.get("/me/settings/").status_code == 302
    people.activate(carol.user, by=ada.user)
    carol.post("/accounts/login/", {"login": "carol", "password": "a long pass phrase"})
    assert carol.get("/me/settings/").status_code == 200


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_administrators_who_remove_each_other_at_once_cannot_both_succeed():
    pair = [make_user("ada", "administrator"), make_user("grace", "administrator")]
    start, refused = Barrier(2), []

    def remove(who, by):
        start.wait()
        try:
            people.deactivate(who, by=by)
        except people.Refused:
            refused.append(who)
        finally:
            connection.close()

    threads = [Thread(target=remove, args=order) for order in (pair, pair[::-1])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1
    assert User.objects.active().administrators().count() == 1
