"""Who somebody is: the person, the session that knows its person, the invitation that made them."""

from __future__ import annotations

import secrets

from django.contrib.auth.models import AbstractUser
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """A person of the site, known to others by `name` and at `/people/<username>/`."""

    class Theme(models.TextChoices):
        AUTO = "auto", _("As my device")
        LIGHT = "light", _("Light")
        DARK = "dark", _("Dark")

    class TextSize(models.TextChoices):
        NORMAL = "normal", _("Normal")
        LARGE = "large", _("Large")
        LARGEST = "largest", _("Largest")

    first_name = None
    last_name = None
    name = models.CharField(_("name"), max_length=100, blank=True)
    theme = models.CharField(_("theme"), max_length=8, choices=Theme, default=Theme.AUTO)
    text_size = models.CharField(_("text size"), max_length=8, choices=TextSize, default=TextSize.NORMAL)
    time_zone = models.CharField(_("time zone"), max_length=64, blank=True)

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        """Return the name shown beside what this person wrote."""
        return self.name or self.username

    def get_short_name(self) -> str:
        return self.get_full_name()

    def get_absolute_url(self) -> str:
        return f"/people/{self.username}/"


class Session(AbstractBaseSession):
    """A session that names its person, so that one query can join both."""

    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="sessions")
    auth_hash = models.CharField(max_length=128, blank=True)

    objects = BaseSessionManager()

    @classmethod
    def get_session_store_class(cls):
        from kmsite.accounts.sessions import SessionStore  # moved by the accounts room

        return SessionStore


class Invitation(models.Model):
    """A link that lets one person make an account with a role that the inviter chose."""

    token_hash = models.CharField(max_length=64, unique=True)
    email = models.EmailField(blank=True)
    role = models.CharField(max_length=20)
    by = models.ForeignKey(User, models.PROTECT, related_name="invitations")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.OneToOneField(User, models.PROTECT, null=True, related_name="invitation")


def new_token() -> str:
    """Return a secret of 32 random bytes that fits into an address."""
    return secrets.token_urlsafe(32)
