"""Who somebody is: the person, the invitation that made them, the link that set the site up."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from kmsite.accounts.naming import NameWords
from kmsite.accounts.querysets import InvitationQuerySet, UserManager
from kmsite.accounts.sessions import Session
from kmsite.accounts.usernames import look_alike, refuse_unclear

__all__ = ["Invitation", "Session", "SetUpLink", "User"]


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

    username_validator = staticmethod(refuse_unclear)

    first_name = None
    last_name = None
    username = models.CharField(_("username"), max_length=150, unique=True, validators=[refuse_unclear])
    name = models.CharField(_("name"), max_length=100, blank=True)
    theme = models.CharField(_("theme"), max_length=8, choices=Theme, default=Theme.AUTO)
    text_size = models.CharField(_("text size"), max_length=8, choices=TextSize, default=TextSize.NORMAL)
    time_zone = models.CharField(_("time zone"), max_length=64, blank=True)
    term_cards = models.BooleanField(_("cards on terms"), default=True, db_default=True)

    objects = UserManager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.UniqueConstraint(
                look_alike,
                name="no_two_usernames_look_alike",
                violation_error_message=_("This username is taken, or looks like one that is."),
            ),
            models.UniqueConstraint(
                Lower("email"),
                condition=~Q(email=""),
                name="an_email_address_belongs_to_one_person",
                violation_error_message=_("Somebody here already uses this e-mail address."),
            ),
        ]
        indexes = [GinIndex(NameWords("name", "username"), name="person_by_words_of_name", fastupdate=False)]

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        """Return the name shown beside what this person wrote."""
        return self.name or self.username

    def get_short_name(self) -> str:
        """Return the same as `get_full_name`: names are not taken apart."""
        return self.get_full_name()

    def get_absolute_url(self) -> str:
        return f"/people/{self.username}/"


class Invitation(models.Model):
    """A link that lets one person make an account with a role that the inviter chose."""

    token_hash = models.CharField(max_length=64, unique=True)
    email = models.EmailField(blank=True)
    role = models.CharField(max_length=20)
    by = models.ForeignKey(User, models.PROTECT, related_name="invitations")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.OneToOneField(User, models.PROTECT, null=True, related_name="invitation")

    objects = InvitationQuerySet.as_manager()

    def __str__(self) -> str:
        return self.email or str(_("Invitation by link"))


class SetUpLink(models.Model):
    """The one address at which the first administrator introduces themselves; at most one row."""

    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(_("Set-up link"))
