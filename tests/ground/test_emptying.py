"""A test that really writes leaves the tables as the migrations left them."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from kmsite.accounts.models import User
from kmsite.accounts.roles import RIGHTS
from kmsite.pages.models import Audience, Page
from tests.make import make_article
from tests.people import make_user


def as_migrated():
    written = Page.objects.exists() or User.objects.exists()
    roles = set(Group.objects.values_list("name", flat=True))
    audiences = set(Audience.objects.values_list("pk", flat=True))
    return (written, roles, audiences) == (False, set(RIGHTS), {-1, 0})


@pytest.mark.django_db(transaction=True)
def test_what_is_left_is_put_away_and_what_is_missing_put_back():
    rights = set(Permission.objects.values_list("pk", "codename"))
    assert as_migrated()
    make_article("Pump", by=make_user("alice", "author"))
    Group.objects.filter(name="reader").update(name="stranger")
    Audience.objects.filter(pk=-1).delete()
    Permission.objects.first().delete()
    assert not as_migrated()
    call_command("flush", interactive=False, verbosity=0, inhibit_post_migrate=True)
    assert as_migrated()
    assert set(Permission.objects.values_list("pk", "codename")) == rights
