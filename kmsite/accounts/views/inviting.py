"""Administrators invite people; people accept."""

import logging

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.db import IntegrityError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from kmsite.accounts import inviting
from kmsite.accounts.forms import InvitationForm, PersonForm
from kmsite.accounts.models import Invitation
from kmsite.accounts.permitting import right_required
from kmsite.accounts.roles import NAMES, rights_of

log = logging.getLogger(__name__)


@require_http_methods(["GET", "HEAD", "POST"])
@right_required("people")
@never_cache
def invitations(request):
    form = InvitationForm(request.POST or None, by=request.user)
    made = {}
    if request.method == "POST" and form.is_valid():
        invitation, link = inviting.invite(by=request.user, **form.cleaned_data)
        made = {"made": invitation, "link": link, "is_sent": is_sent(invitation, link)}
        form = InvitationForm(by=request.user)
    still_open = Invitation.objects.open().select_related("by").newest_first()[:200]
    rows = [(invitation, NAMES[invitation.role]) for invitation in still_open]
    return render(request, "accounts/invitation_list.html", {"form": form, "rows": rows, **made})


def is_sent(invitation, link):
    """Mail the link where there is an address; say whether it went out, and not only to the terminal."""
    if not invitation.email:
        return False
    try:
        inviting.send(invitation, link)
    except OSError:
        log.exception("An invitation could not be mailed.")
        return False
    return settings.SENDS_MAIL


@require_POST
@right_required("people")
def revoke(request, pk):
    inviting.revoke(get_object_or_404(Invitation, pk=pk))
    messages.success(request, _("The invitation is withdrawn: its link works no more."))
    return redirect("invitations")


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("password")
@never_cache
def invitation(request, token):
    try:
        invited = inviting.find(token)
        form = PersonForm(request.POST or None, initial={"email": invited.email})
        if request.method == "POST" and form.is_valid():
            person = inviting.accept(token, **form.cleaned_data)
            login(request, person)
            messages.success(request, welcome(person))
            return redirect("home")
    except inviting.InvitationSpent:
        return render(request, "accounts/invitation_spent.html", status=404)
    except IntegrityError:
        form.add_error("username", _("Somebody has just taken this name or address."))
    about = {"form": form, "invited": invited, "role": NAMES[invited.role]}
    return render(request, "accounts/invitation_accept.html", about)


def welcome(person):
    """Greet somebody new and say what they can do."""
    rights = rights_of(person)
    if "people" in rights:
        greeting = _("Welcome, %(name)s. You can read, write and invite people now.")
    elif "create" in rights:
        greeting = _("Welcome, %(name)s. You can read and write now.")
    else:
        greeting = _("Welcome, %(name)s. You can read now.")
    return greeting % {"name": person}
