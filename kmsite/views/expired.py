"""The answer to a form that cannot be trusted: it gives back what somebody wrote."""

from django.shortcuts import render
from django.views.decorators.cache import never_cache

from kmsite.pages.receiving import keep_expired

KEPT = ("title", "lede", "body", "summary", "tags")


@never_cache
def expired(request, reason=""):
    fields = {name: request.POST[name] for name in KEPT if request.POST.get(name)}
    context = {"fields": fields, "draft": keep_expired(request)}
    response = render(request, "403_csrf.html", context, status=403)
    response.headers["X-Form-Expired"] = "yes"  # for scripts, which then take a new token
    return response
