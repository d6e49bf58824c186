"""The mail by which somebody hears what became of a proposal, where the site sends mail."""

from __future__ import annotations

import logging

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from glossary.models import Proposal

log = logging.getLogger(__name__)


def tell_proposer(proposal: Proposal) -> None:
    """Mail the decision on `proposal` to whoever proposed it, unless they took it themselves."""
    person = proposal.by
    if not (settings.SENDS_MAIL and person.email and person.is_active and proposal.by != proposal.decided_by):
        return
    told = {
        "proposal": proposal,
        "link": settings.BASE_URL + reverse("glossary:proposal", args=[proposal.pk]),
        "site_name": settings.SITE_NAME,
    }
    subject = _("Your proposal “%(title)s” was %(decided)s")
    about = {"title": str(proposal)[:80], "decided": proposal.get_state_display()}
    text = render_to_string("glossary/proposal_mail.txt", told)
    try:
        send_mail(subject % about, text, from_email=None, recipient_list=[person.email])
    except OSError:
        log.exception("A decision on a proposal could not be mailed.")
