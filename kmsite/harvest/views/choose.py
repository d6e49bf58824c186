"""The first step of a harvest: what to take along, and what it becomes."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from communities.models import Discussion
from kmsite.harvest.choosing import ChoiceForm
from kmsite.pages.permissions import page_or_404


@require_safe
@login_required
def choose(request, slug):
    thread = page_or_404(request.user, Discussion, slug)
    asked = request.GET if "goal" in request.GET or "take" in request.GET else None
    form = ChoiceForm(asked, thread=thread, reader=request.user)
    if form.is_valid():
        return redirect(form.address)
    context = {
        "form": form,
        "page": thread,
        "community": thread.parent,
        "layout": f"communities/{'inside' if thread.parent else 'outside'}.html",
        "nav": "communities",
        "tab": "discussions",
    }
    return render(request, "harvest/choose.html", context, status=422 if form.errors else 200)
