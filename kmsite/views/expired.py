"""The answer to a form that cannot be trusted: it gives back what somebody wrote."""

from django.shortcuts import render
from django.views.decorators.cache import never_cache

KEPT = ("title", "lede", "body", "summary", "tags")


@never_cache
def expired(request, reason=""):
    kept = {name: request.POST[name] for name in KEPT if request.POST.get(name)}
    return render(request, "403_csrf.html", {"kept": kept}, status=403)
