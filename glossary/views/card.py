"""The card of a term, and that of a name of several terms: fragments that a script shows beside a link."""

from hashlib import blake2b

from django.http import Http404
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from glossary.cards import card_of
from glossary.models import Term
from glossary.naming_terms import terms_named
from kmsite.pages.permissions import page_or_404


@require_safe
def card(request, slug):
    term = page_or_404(request.user, Term, slug)
    return _fragment(request, {"card": card_of(term)})


@require_safe
def choice(request, name):
    terms = terms_named(name, request.user)
    if not terms:
        raise Http404
    return _fragment(request, {"name": name, "terms": terms})


def _fragment(request, context):
    """Answer with a fragment that only this browser may keep, and asks about every time."""
    response = render(request, "glossary/_card.html", context)
    tag = f'"{blake2b(response.content, digest_size=12).hexdigest()}"'
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["X-Robots-Tag"] = "noindex"
    return get_conditional_response(request, etag=tag, response=response)
