"""Naming somebody who facilitates a community that nobody leads, without reading it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from communities.people import rescuing
from communities.people.rescue_form import RescueForm
from kmsite.accounts.permitting import right_required
from kmsite.pages.counts.pacing import refuse_too_fast
from kmsite.text.refusal import TextRefused


@require_http_methods(["GET", "HEAD", "POST"])
@right_required("people")
def rescue(request):
    form = RescueForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        refuse_too_fast(request.user, "appoint")
        try:
            chosen = rescuing.rescue(**form.cleaned_data, by=request.user)
        except TextRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("%s facilitates it now. All members are told.") % chosen)
            return redirect("communities:rescue")
    context = {"form": form, "nav": "communities"}
    return render(request, "communities/member_rescue.html", context, status=422 if form.errors else 200)
