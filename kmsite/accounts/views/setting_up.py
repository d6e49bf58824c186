"""The first administrator introduces themselves, once."""

from django.contrib.auth import login
from django.db import IntegrityError
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from kmsite.accounts import setting_up
from kmsite.accounts.forms import PersonForm
from kmsite.accounts.permitting import right_required


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("password")
@never_cache
def set_up(request, token):
    if not setting_up.is_open(token):
        raise Http404
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            person = setting_up.set_up(token, **form.cleaned_data)
        except (setting_up.LinkSpent, IntegrityError) as error:
            raise Http404 from error
        login(request, person)
        return redirect("first_steps")
    return render(request, "accounts/set_up.html", {"form": form})


@require_safe
@right_required("people")
def first_steps(request):
    return render(request, "accounts/first_steps.html")
