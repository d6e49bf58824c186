"""Where our rules meet django-allauth: who may register, which names, what mails and addresses say."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress, EmailConfirmation, EmailConfirmationHMAC
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.forms import Form
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from kmsite.accounts.forms import clean_username
from kmsite.accounts.models import User
from kmsite.accounts.people import admit


class Adapter(DefaultAccountAdapter):
    """Answers allauth's questions."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return settings.REGISTRATION == "open"

    def clean_username(self, username: str, shallow: bool = False) -> str:
        return clean_username(username)

    @transaction.atomic
    def save_user(self, request: HttpRequest, user: User, form: Form, commit: bool = True) -> User:
        user.name = form.cleaned_data["name"]
        super().save_user(request, user, form, commit=True)
        admit(user)
        return user

    def logout(self, request: HttpRequest) -> None:
        """Sign out; what the person was not told yet must not be told to the next at this browser."""
        untold = messages.get_messages(request)
        untold.used = len(untold) > 0
        super().logout(request)

    def is_safe_url(self, url: str) -> bool:
        """Tell whether somebody may be led to `url` after signing in: only to a path of this site."""
        return url.startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """Confirm an address unless it is somebody else's: allauth looks at confirmed ones only."""
        others = User.objects.exclude(pk=email_address.user_id).filter(email__iexact=email_address.email)
        return not others.exists() and super().confirm_email(request, email_address)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("settings")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        super().send_mail(template_prefix, email, {"site_name": settings.SITE_NAME, **context})

    def get_reset_password_from_key_url(self, key: str) -> str:
        return _at_home(super().get_reset_password_from_key_url(key))

    def get_email_confirmation_url(
        self, request: HttpRequest, emailconfirmation: EmailConfirmation | EmailConfirmationHMAC
    ) -> str:
        return _at_home(super().get_email_confirmation_url(request, emailconfirmation))


def _at_home(address: str) -> str:
    """Return `address` on BASE_URL: what stands in a mail never depends on a request's Host header."""
    return settings.BASE_URL + urlsplit(address).path
