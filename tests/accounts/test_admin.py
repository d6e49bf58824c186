"""The admin: who enters, what it shows, and that it writes through nobody but `people`."""

import pytest

from kmsite.accounts.models import User
from kmsite.accounts.roles import roles_of
from tests.make import make_article, make_audience


def change(person, user, roles, active=True):
    form = {"roles": roles} | ({"active": "on"} if active else {})
    return person.post(f"/admin/accounts/user/{user.pk}/change/", form, follow=True)


@pytest.mark.parametrize(
    ("name", "status"), [("carol", 302), ("alice", 302), ("bob", 302), ("cleo", 200), ("ada", 200)]
)
def test_curators_and_administrators_enter(db, request, name, status):
    assert request.getfixturevalue(name).get("/admin/").status_code == status


def test_an_administrator_sees_people_with_their_roles(ada, cleo):
    page = ada.get("/admin/accounts/user/").content.decode()
    assert "cleo@example.org" in page
    assert "Curator" in page


def test_a_curator_sees_nobodys_account(cleo, ada):
    assert cleo.get("/admin/accounts/user/").status_code == 403
    assert change(cleo, ada.user, []).status_code == 403


def test_an_administrator_changes_roles(ada, carol):
    assert "was changed successfully" in change(ada, carol.user, ["author", "curator"]).content.decode()
    carol_now = User.objects.get(pk=carol.user.pk)
    assert (roles_of(carol_now), carol_now.is_staff) == (["author", "curator"], True)


def test_an_administrator_closes_and_opens_an_account(ada, carol):
    change(ada, carol.user, ["reader"], active=False)
    assert carol.get("/me/settings/").status_code == 302
    change(ada, carol.user, ["reader"])
    assert User.objects.get(pk=carol.user.pk).is_active


def test_the_last_administrator_is_told_why_they_must_stay(ada):
    page = change(ada, ada.user, ["reader"]).content.decode()
    assert "This is the last administrator" in page
    assert roles_of(ada.user) == ["administrator"]


def test_nothing_else_about_a_person_is_written_here(ada, carol):
    form = {"roles": ["reader"], "active": "on", "username": "root", "email": "x@y.example", "password": "x"}
    ada.post(
        f"/admin/accounts/user/{carol.user.pk}/change/",
        form | {"is_superuser": "on", "is_staff": "on", "groups": ["5"], "user_permissions": ["1"]},
    )
    now = User.objects.get(pk=carol.user.pk)
    assert (now.username, now.email, now.is_staff, now.is_superuser) == (
        "carol",
        "carol@example.org",
        False,
        False,
    )
    assert roles_of(now) == ["reader"]
    assert not now.user_permissions.exists()


@pytest.mark.parametrize(
    "address",
    ["accounts/user/add/", "accounts/invitation/add/", "pages/tag/add/", "articles/article/add/"],
)
def test_nothing_is_added_in_the_admin(ada, address):
    assert ada.get(f"/admin/{address}").status_code == 403


def test_nothing_is_deleted_in_the_admin(ada, carol):
    article = make_article("Pump", by=ada.user, tags=["machines"])
    for address in (f"accounts/user/{carol.user.pk}", f"articles/article/{article.pk}"):
        assert ada.post(f"/admin/{address}/delete/", {"post": "yes"}).status_code == 403
    ada.post("/admin/accounts/user/", {"action": "delete_selected", "_selected_action": [carol.user.pk]})
    assert User.objects.filter(pk=carol.user.pk).exists()


@pytest.mark.parametrize("address", ["auth/group/", "account/emailaddress/", "taggit/tag/"])
def test_doors_that_write_past_us_are_closed(ada, address):
    assert ada.get(f"/admin/{address}").status_code == 404


def test_articles_are_listed_with_the_way_to_the_site_and_never_written(ada):
    article = make_article("Pump", by=ada.user)
    assert "Pump" in ada.get("/admin/articles/article/?q=pump").content.decode()
    page = ada.get(f"/admin/articles/article/{article.pk}/change/").content.decode()
    assert "View on site" in page
    assert 'name="_save"' not in page
    assert ada.post(f"/admin/articles/article/{article.pk}/change/", {"title": "Other"}).status_code == 403


def test_a_curator_sees_only_articles_they_may_read(cleo, ada, alice):
    make_article("Pump", by=ada.user)
    make_article("Secret", by=alice.user, audience=make_audience("Board", alice.user))
    page = cleo.get("/admin/articles/article/").content.decode()
    assert "Pump" in page
    assert "Secret" not in page


def test_tags_are_listed_with_the_number_of_pages_one_may_read(cleo, alice):
    make_article("Pump", by=alice.user, tags=["machines"])
    make_article("Secret", by=alice.user, tags=["hush"], audience=make_audience("Board", alice.user))
    page = cleo.get("/admin/pages/tag/").content.decode()
    assert "machines" in page
    assert "hush" not in page
