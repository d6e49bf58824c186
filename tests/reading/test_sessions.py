"""Who somebody is, is asked of the database in every view."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kmsite.accounts.models import Session
from kmsite.accounts.people import sign_out_everywhere
from kmsite.pages.models import Audience
from kmsite.reading_room.signing_in import auth_hash_matches
from tests.make import make_article


@pytest.fixture
def inner(alice):
    return make_article(title="Inner", body="Text.", by=alice.user, audience=Audience.objects.get(pk=-1))


def change_password(person):
    person.user.set_password("another long pass phrase")
    person.user.save()


def deactivate(person):
    person.user.is_active = False
    person.user.save()


def expire(person):
    Session.objects.filter(user=person.user).update(expire_date=timezone.now() - timedelta(seconds=1))


def sign_out(person):
    sign_out_everywhere(person.user)


@pytest.mark.parametrize("end", [change_password, deactivate, expire, sign_out])
def test_the_very_next_view_knows_that_a_session_ended(carol, bob, inner, end):
    for person in (carol, bob):
        assert person.get("/articles/inner/").status_code == 200
    end(carol)
    assert carol.get("/articles/inner/").status_code == 404
    assert bob.get("/articles/inner/").status_code == 200


@pytest.mark.parametrize("end", [change_password, deactivate, expire, sign_out])
def test_a_public_page_then_shows_a_visitor(carol, alice, end):
    make_article(title="Pump", body="Text.", by=alice.user)
    assert "<bdi>Carol</bdi>" in carol.get("/articles/pump/").content.decode()
    end(carol)
    page = carol.get("/articles/pump/").content.decode()
    assert "<bdi>Carol</bdi>" not in page
    assert "Sign in" in page


def test_a_new_role_shows_in_the_next_view(carol, alice, bob):
    make_article(title="Pump", body="Text.", by=alice.user)
    assert 'href="edit/"' not in carol.get("/articles/pump/").content.decode()
    carol.user.groups.set(bob.user.groups.all())
    assert 'href="edit/"' in carol.get("/articles/pump/").content.decode()


def test_the_digest_is_the_one_that_django_compares(carol):
    assert auth_hash_matches(carol.user.password, carol.user.get_session_auth_hash())
    assert not auth_hash_matches("other", carol.user.get_session_auth_hash())
