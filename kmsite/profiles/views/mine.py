"""Saying who one is, and that it still holds."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from kmsite.profiles.forms import ProfileForm
from kmsite.profiles.introducing import confirm
from kmsite.profiles.reading import departments


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request):
    form = ProfileForm(request.POST if request.method == "POST" else None, user=request.user)
    if form.is_valid() and form.introduce():
        messages.success(request, _("Saved. This is how others see you, and what only you see is marked."))
        return redirect(request.user)
    context = {"form": form, "departments": departments()}
    return render(request, "people/profile.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def still_holds(request):
    number = confirm(request.user)
    said = ngettext("Thank you: %d term is confirmed.", "Thank you: %d terms are confirmed.", number)
    messages.success(request, said % number)
    return redirect(request.user)
