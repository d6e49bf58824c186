"""What stands before every view of a comparison: its terms, its one address, and who may write it."""

from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse

from glossary.choosing import BETWEEN, choose, past_terms
from glossary.models import Comparison
from glossary.views.comparison_choose import choosing
from kmsite.pages.permissions import may

WORDS = ("intro", "why", "summary")
NO_WORDS = ("-id", "_FORMS", "-ORDER", "-DELETE")


def of_terms(view):
    """Hand the view the terms that the address names; lead to their one address, or say what is wrong."""

    @wraps(view)
    def door(request, names, **rest):
        choice = choose(request.user, names.split(BETWEEN))
        if choice.faults:
            return render(request, "glossary/comparison_choose.html", choosing(request, choice), status=404)
        home = BETWEEN.join(term.slug for term in choice.terms)
        if home != names:
            return _sent_home(request, choice, {**rest, "names": home})
        return view(request, choice.terms, **rest)

    return door


def of_past_terms(view):
    """Hand the view the terms that the address names, or named before one was merged into another.

    The latter where something was written about exactly these; anything else is answered as by `of_terms`.
    """
    now = of_terms(view)

    @wraps(view)
    def door(request, names, **rest):
        terms = past_terms(request.user, names.split(BETWEEN))
        if terms and Comparison.objects.written().between(terms).exists():
            return view(request, terms, **rest)
        return now(request, names=names, **rest)

    return door


def for_curators(view):
    """Let only those in who may write comparisons."""

    @wraps(view)
    def door(request, *args, **kwargs):
        if not may(request.user, "glossary"):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return door


def giving_back(view):
    """Let only people who are signed in reach the view; a form of somebody whose session ended comes back."""

    @wraps(view)
    def door(request, *args, **kwargs):
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if request.method == "POST" and (fields := words_of(request.POST)):
            return render(request, "glossary/comparison_given_back.html", {"fields": fields}, status=403)
        return redirect_to_login(request.get_full_path())

    door.gives_back = words_of
    return door


def words_of(sent):
    """Return the fields of a form in which somebody wrote, by their names."""
    texts = {name: text for name, text in sent.items() if name.startswith(WORDS) or name.startswith("row-")}
    return {name: text for name, text in texts.items() if text.strip() and not name.endswith(NO_WORDS)}


def _sent_home(request, choice, kwargs):
    """Answer with the one address; a form that was sent is sent on, with its text."""
    query = request.META.get("QUERY_STRING", "")
    address = reverse(request.resolver_match.view_name, kwargs=kwargs)
    response = redirect(
        f"{address}?{query}" if query else address,
        permanent=choice.is_lasting,
        preserve_request=request.method not in {"GET", "HEAD"},
    )
    response.headers["Cache-Control"] = "private, no-cache"
    return response
