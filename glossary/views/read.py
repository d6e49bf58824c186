"""Reading a term where the reading room does not answer: with a message, a query string."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from glossary import reading
from glossary.models import Term
from glossary.views.public_card import public_card
from kmsite.pages.counts import readership
from kmsite.pages.permissions import page_or_404
from kmsite.pages.shown.strangers import answering_strangers


@answering_strangers(public_card)
@require_safe
def read(request, slug):
    term = page_or_404(request.user, Term, slug)
    context = reading.context(term.pk)
    if context is None:  # gone since it was asked for
        raise Http404
    readership.count(request, term.pk)
    response = render(request, reading.TEMPLATE, context)
    response.headers["Cache-Control"] = "private, no-store"
    return response
