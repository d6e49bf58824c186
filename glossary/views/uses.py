"""Which texts lead to a term, with the sentence in each."""

from urllib.parse import urlencode

from django.shortcuts import render
from django.views.decorators.http import require_safe

from glossary.models import Term
from kmsite.pages.permissions import page_or_404
from kmsite.pages.terms_inside.using import uses as uses_of


@require_safe
def uses(request, slug):
    term = page_or_404(request.user, Term, slug)
    after = request.GET.get("older", "")
    found = uses_of(term, request.user, after)
    context = {
        "page": term,
        "uses": found,
        "is_first": not after,
        "older": f"?{urlencode({'older': found.older})}" if found.older else "",
        "nav": "glossary",
    }
    return render(request, "glossary/term_uses.html", context)
