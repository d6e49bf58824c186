"""What strangers are answered at the addresses of terms, on a site that is read by people who signed in."""

from hashlib import blake2b
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response

from glossary import quoting
from glossary.picturing import draw, face_of
from glossary.previewing import preview
from glossary.public_cards import public_citation, public_term, public_term_named

KEPT = "private, no-cache"
"""By the browser that asked, which asks again every time: the switch may go off."""


def public_card(request, slug):
    term = public_term(slug)
    if term is None:
        return None
    if term.slug != slug:
        return _kept(HttpResponsePermanentRedirect(term.get_absolute_url()))
    shown = public_citation(term)
    context = {
        "citation": shown,
        "preview": preview(shown),
        "definition": quoting.definition(shown),
        "origin": quoting.origin(shown),
        "sign_in": f"{settings.LOGIN_URL}?{urlencode({'next': term.get_absolute_url()}, safe='/')}",
        "nav": "glossary",
    }
    return _conditional(request, _kept(render(request, "glossary/public_card.html", context)), KEPT)


def public_short(_request, name):
    term = public_term_named(name)
    return term and _kept(redirect(term))


def public_picture(request, slug):
    term = public_term(slug)
    if term is None:
        return None
    if term.slug != slug:
        return _kept(HttpResponsePermanentRedirect(f"{term.get_absolute_url()}card.png"))
    return drawn(request, public_citation(term), KEPT)


def drawn(request, citation, kept):
    """Answer with the picture of a term, or say that the one which the asker has is still right."""
    response = HttpResponse(draw(face_of(citation)), content_type="image/png")
    return _conditional(request, response, kept)


def _kept(response):
    response.headers["Cache-Control"] = KEPT
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _conditional(request, response, kept):
    tag = f'"{blake2b(response.content, digest_size=12).hexdigest()}"'
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = kept
    return get_conditional_response(request, etag=tag, response=response)
