"""Viewing the site as somebody of another role: begun here, and stopped."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from kmsite.accounts.permitting import right_required
from kmsite.accounts.roles import NAMES, SENTENCES
from kmsite.accounts.sessions import VIEWING_AS
from kmsite.middleware.view_as import CHOICES


@require_http_methods(["GET", "HEAD", "POST"])
@right_required("people")
def view_as(request):
    roles = [(role, NAMES[role], SENTENCES[role]) for role in NAMES]
    chosen = request.POST.get("role")
    if chosen in CHOICES:
        request.session[VIEWING_AS] = chosen
        return redirect("home")
    status = 422 if request.method == "POST" else 200
    return render(request, "view_as.html", {"roles": roles}, status=status)


@require_POST
def stop(request):
    if request.session.pop(VIEWING_AS, None) is None:
        return redirect("home")
    return redirect("view_as")
