"""The cast: people with a browser of their own, so that a test reads as a sentence about them."""

from django.contrib.auth.models import Group
from django.test import Client

from kmsite.accounts.models import User


class Person(Client):
    """A signed-in person with a browser: `alice.get("/articles/")`, `alice.user`."""

    def __init__(self, user):
        super().__init__()
        self.user = user
        self.force_login(user)


def make_user(username, role=None, **fields):
    fields.setdefault("name", username.title())
    user = User.objects.create_user(username, f"{username}@example.org", "a long pass phrase", **fields)
    if role:
        user.groups.add(Group.objects.get(name=role))
    return user
