"""The card of a term, and that of a name of several terms: fragments that a script shows beside a link."""

from django.http import Http404
from django.views.decorators.http import require_safe

from glossary.cards import card_of
from glossary.models import Term
from glossary.naming_terms import terms_named
from kmsite.pages.models import PUBLIC
from kmsite.pages.permissions import page_or_404
from kmsite.pages.views.card import fragment


@require_safe
def card(request, slug):
    term = page_or_404(request.user, Term, slug)
    return fragment(request, "glossary/_card.html", {"card": card_of(term)}, PUBLIC)


@require_safe
def choice(request, name):
    terms = terms_named(name, request.user)
    if not terms:
        raise Http404
    return fragment(request, "glossary/_card.html", {"name": name, "terms": terms}, PUBLIC)
