"""Every read of people and invitations, chainable, in the field's words."""

from __future__ import annotations

from typing import Self

from django.contrib.auth import models as auth
from django.contrib.postgres.search import SearchQuery
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kmsite.accounts.naming import NameWords, beginning_so, name_words
from kmsite.accounts.usernames import look_alike, skeleton


class UserQuerySet(models.QuerySet):
    """People."""

    def active(self) -> Self:
        """Keep those who may sign in."""
        return self.filter(is_active=True)

    def administrators(self) -> Self:
        """Keep those who may do everything: the role `administrator`, and superusers."""
        return self.filter(Q(is_superuser=True) | Q(pk__in=self._with_role("administrator")))

    def called(self, text: str) -> Self:
        """Keep those who have, for each word of `text`, a word in their name or username that begins so."""
        words = name_words(text)
        asked = SearchQuery(beginning_so(words), config="simple", search_type="raw")
        return self.alias(words=NameWords("name", "username")).filter(words=asked) if words else self.none()

    def looking_like(self, username: str) -> Self:
        """Keep those whose username could be taken for `username`, itself included."""
        return self.annotate(look=look_alike).filter(look=skeleton(username))

    def with_email(self, email: str) -> Self:
        """Keep those who sign in or get mail at `email`, an unconfirmed new address included."""
        return self.filter(Q(email__iexact=email) | Q(emailaddress__email__iexact=email)).distinct()

    def _with_role(self, role: str) -> models.QuerySet:
        return self.model.groups.through.objects.filter(group__name=role).values("user_id")


class UserManager(auth.UserManager.from_queryset(UserQuerySet)):
    """Django's own, so that `createsuperuser` works, with our reads."""

    use_in_migrations = False


class InvitationQuerySet(models.QuerySet):
    """Invitations."""

    def open(self) -> Self:
        """Keep those that somebody can still accept, as long as the inviter is still here."""
        unused = self.filter(accepted_at=None, revoked_at=None, expires_at__gt=Now())
        return unused.filter(by__is_active=True)

    def newest_first(self) -> Self:
        return self.order_by("-created_at", "-id")
