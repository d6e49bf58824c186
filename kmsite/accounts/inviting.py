"""Writes about invitations: made by an administrator, accepted once, open for a week."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kmsite.accounts.models import Invitation, User
from kmsite.accounts.people import Refused, introduce
from kmsite.accounts.roles import can_grant
from kmsite.accounts.tokens import digest, new_token

OPEN_FOR = timedelta(days=7)


class InvitationSpent(Exception):
    """The link is unknown, used, revoked or too old; which of them is nobody's business."""


def invite(*, by: User, role: str, email: str = "") -> tuple[Invitation, str]:
    """Make an invitation and return it with its address, which is stored nowhere.

    Raises Refused if `by` may not give the role.
    """
    if not can_grant(by, role):
        raise Refused(_("You cannot invite somebody with more rights than your own."))
    token = new_token()
    now = timezone.now()
    invitation = Invitation.objects.create(
        token_hash=digest(token), email=email, role=role, by=by, created_at=now, expires_at=now + OPEN_FOR
    )
    return invitation, settings.BASE_URL + reverse("invitation", args=[token])


def send(invitation: Invitation, link: str) -> None:
    """Mail `link` to the person invited. Raises OSError (SMTPException is one) if that fails."""
    about = {"invitation": invitation, "link": link, "site_name": settings.SITE_NAME}
    send_mail(
        _("%(name)s invites you to %(site)s") % {"name": invitation.by, "site": settings.SITE_NAME},
        render_to_string("accounts/invitation_mail.txt", about),
        from_email=None,
        recipient_list=[invitation.email],
    )


def revoke(invitation: Invitation) -> None:
    """Close an open invitation; one that was accepted stays as it is."""
    Invitation.objects.open().filter(pk=invitation.pk).update(revoked_at=timezone.now())


def find(token: str) -> Invitation:
    """Return the open invitation that `token` belongs to. Raises InvitationSpent.

    The inviter's rights are asked again: a role that they could not give today is not given by a link.
    """
    invitation = Invitation.objects.open().filter(token_hash=digest(token)).select_related("by").first()
    if invitation is None or not can_grant(invitation.by, invitation.role):
        raise InvitationSpent
    return invitation


@transaction.atomic
def accept(token: str, *, username: str, name: str, email: str, password: str) -> User:
    """Make the account that the invitation promises and close it. Raises InvitationSpent.

    The row is locked first, so that a link followed twice at once makes one account.
    """
    Invitation.objects.select_for_update().filter(token_hash=digest(token)).first()
    invitation = find(token)
    user = introduce(
        username=username,
        name=name,
        email=email,
        password=password,
        role=invitation.role,
    )
    invitation.accepted_at, invitation.accepted_by = timezone.now(), user
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    return user
