"""Where somebody is signed in."""

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kmsite.accounts import people


@require_POST
@login_required
def sign_out_everywhere(request):
    people.sign_out_everywhere(request.user)
    logout(request)
    messages.success(request, _("You are signed out on every device."))
    return redirect("account_login")
