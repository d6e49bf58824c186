"""The editor says that it is open, or closed again, and hears who else is writing."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from kmsite.pages.desks.presence import leave, others_on, stay
from kmsite.pages.permissions import page_or_404


@login_required
@require_POST
def presence(request, model):
    page = page_or_404(request.user, model, request.GET.get("page", ""), to="edit")
    if request.POST.get("leaving"):
        leave(page, request.user)
        return HttpResponse(status=204)
    stay(page, request.user)
    return render(request, "pages/_presence.html", {"others": others_on(page, request.user)})
