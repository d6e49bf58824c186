"""The card of a page or of one of its headings: a fragment that a script shows beside a link."""

from hashlib import blake2b

from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from kmsite.pages.models.naming import LONGEST_ANCHOR
from kmsite.pages.permissions import page_or_404
from kmsite.pages.shown.cards import card_of


@require_safe
def card(request, slug, model):
    page = page_or_404(request.user, model, slug)
    anchor = request.GET.get("at", "").replace("\0", "")[:LONGEST_ANCHOR]
    return fragment(request, "pages/_card.html", {"card": card_of(page, request.user, anchor)}, page.reach)


def fragment(request, template, context, reach):
    """Answer with a fragment that is kept as a page with this reach is, and asked about every time."""
    response = render(request, template, context)
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Cache-Control"] = _kept(request, reach)
    if reach > 0:
        return response
    tag = f'"{blake2b(response.content, digest_size=12).hexdigest()}"'
    response.headers["ETag"] = tag
    return get_conditional_response(request, etag=tag, response=response)


def _kept(request, reach):
    if reach > 0:
        return "private, no-store"
    return "private, no-cache" if request.user.is_authenticated else "public, max-age=0, must-revalidate"
