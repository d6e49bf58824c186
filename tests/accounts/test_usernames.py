"""Usernames: plain, not reserved, nobody's double."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from kmsite.accounts.forms import clean_name, clean_username
from tests.people import make_user

CYRILLIC_A = "\u0430"


@pytest.mark.parametrize("username", ["grace", "grace.hopper", "g-1", "zoë", "李小龙", "анна"])
def test_an_ordinary_username_is_taken_as_it_is(db, username):
    assert clean_username(username) == username


def test_a_username_is_kept_in_lower_case(db):
    assert clean_username("Grace") == "grace"


@pytest.mark.parametrize(
    "username",
    [
        "admin",
        "Admin",
        f"{CYRILLIC_A}dmin",
        "adm\u0456n",
        "\uff21\uff24\uff2d\uff29\uff2e",
        "admin\u200b",
        "ad\u00admin",
        "anonymous",
        "all",
        "system",
        "r00t",
        "me",
    ],
)
def test_nobody_can_pass_for_the_site(db, username):
    with pytest.raises(ValidationError):
        clean_username(username)


@pytest.mark.parametrize(
    "username",
    [
        "",
        "a",
        "a b",
        "a@b",
        "../x",
        "a/b",
        ".a",
        "a.",
        "-a",
        "a\x00b",
        "\u202egrace",
        "\u3164\u3164",
        "a" * 41,
        "<b>",
    ],
)
def test_an_unclear_username_is_refused(db, username):
    with pytest.raises(ValidationError):
        clean_username(username)


@pytest.mark.parametrize("username", ["alice", "ALICE", f"{CYRILLIC_A}lice", "al\u0456ce", "a1ice"])
def test_nobody_can_pass_for_somebody_else(alice, username):
    with pytest.raises(ValidationError):
        clean_username(username)


def test_the_database_refuses_a_double_too(alice):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_user(f"{CYRILLIC_A}lice", email="other@example.org")
    assert make_user("alicia").username == "alicia"


def test_the_database_refuses_a_second_person_with_the_same_address(alice):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_user("grace", email="Alice@Example.org")


def test_a_name_is_one_clean_line():
    assert clean_name("  Grace\u202e \n Hopper ") == "Grace Hopper"


@pytest.mark.parametrize("name", [" ", "\u200b", "x" * 101])
def test_a_name_that_says_nothing_or_too_much_is_refused(name):
    with pytest.raises(ValidationError):
        clean_name(name)
