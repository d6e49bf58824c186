"""Terms side by side: what they say, what they share, what is claimed between them, what curators wrote."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import conditional_page, require_safe

from glossary import comparing
from glossary.choosing import BETWEEN, address_of, title_of
from glossary.comparison_text import ComparisonText
from glossary.juxtaposing import (
    claims_between,
    columns_of,
    sources_cited,
    stored_html,
    targets_for,
    text_view,
    with_texts,
)
from glossary.models import Comparison
from glossary.views.comparison_doors import of_terms
from kmsite.pages.models import Page
from kmsite.pages.permissions import may


@require_safe
@conditional_page
@of_terms
def compare(request, terms):
    asked, terms = len(terms), with_texts(terms)
    if len(terms) < asked:  # one went into the trash since
        raise Http404
    comparison = Comparison.objects.written().between(terms).first()
    version = comparison.current if comparison else None
    said = ComparisonText.of(version.said) if version else ComparisonText()
    targets = targets_for(request.user, stored_html(terms, said))
    columns, words = columns_of(terms, targets)
    claims = claims_between(terms)
    text = text_view(said, {str(term.pk): term.title for term in terms}, targets) if version else None
    address = address_of(terms)
    context = {
        "columns": columns,
        "words": words,
        "claims": claims,
        "version": version,
        "text": text,
        "sources": sources_cited(columns, claims, text),
        "formers": [_former(one) for one in comparing.formers(terms)],
        "title": title_of(term.title for term in terms),
        "address": address,
        "names": BETWEEN.join(term.slug for term in terms),
        "canonical": f"{settings.BASE_URL}{address}",
        "may_write": may(request.user, "glossary"),
        "nav": "glossary",
    }
    response = render(request, "glossary/comparison_read.html", context)
    return _kept_as_a_page(request, response)


def _former(comparison):
    """Return the address and the name that a comparison had before its terms became others."""
    titles = ComparisonText.of(comparison.current.said).titles()
    pages = Page.objects.filter(pk__in=comparison.terms)
    return {"address": address_of(pages), "title": title_of(titles.values())}


def _kept_as_a_page(request, response):
    """Let caches keep what a stranger gets, as long as it is still the same."""
    if not request.user.is_authenticated and settings.SESSION_COOKIE_NAME not in request.COOKIES:
        response.headers["Cache-Control"] = "public, max-age=0, must-revalidate"
        patch_vary_headers(response, ["Cookie"])
    return response
