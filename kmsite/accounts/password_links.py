"""The link for a new password, for an administrator to pass on where no mail is sent."""

from __future__ import annotations

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse

from kmsite.accounts.models import User


def new_password_link(user: User) -> str:
    """Return the absolute address that a letter about a new password would hold.

    It works once, for PASSWORD_RESET_TIMEOUT seconds, and no longer than until the next sign-in.
    """
    key = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    return settings.BASE_URL + reverse("account_reset_password_from_key", kwargs=key)
