"""The answer to a form that cannot be trusted: it gives back what somebody wrote."""

from django.shortcuts import render
from django.views.decorators.cache import never_cache

from kmsite.pages.desks.receiving import keep_expired

KEPT = ("title", "lede", "body", "summary", "tags")


@never_cache
def expired(request, reason=""):
    view = getattr(request.resolver_match, "func", None)
    ask_again = getattr(view, "asks_again", None)
    if ask_again and request.method == "POST":
        return ask_again(request, **request.resolver_match.kwargs)
    words_of = getattr(view, "gives_back", _words_of)
    context = {"fields": words_of(request.POST), "draft": keep_expired(request)}
    response = render(request, "403_csrf.html", context, status=403)
    response.headers["X-Form-Expired"] = "yes"  # for scripts, which then take a new token
    return response


def _words_of(sent):
    return {name: sent[name] for name in KEPT if sent.get(name)}
