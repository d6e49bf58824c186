"""The site among the search engines of a browser: OpenSearch 1.1, with suggestions."""

from django.conf import settings
from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from kmsite.pages.counts.counting import refuse_too_often
from kmsite.pages.names.naming import suggest

LONGEST = 200


@require_safe
@cache_control(public=True, max_age=86400)
def description(request):
    context = {"short_name": settings.SITE_NAME[:16]}
    kind = "application/opensearchdescription+xml; charset=utf-8"
    return render(request, "search/opensearch.xml", context, content_type=kind)


@require_safe
def suggestions(request):
    """Answer in the form that browsers ask for: the words, titles, nothing about them, addresses."""
    refuse_too_often(request, "suggest")
    words = request.GET.get("q", "")[:LONGEST].replace("\0", "")
    found = suggest(request.user, words)
    titles = [page.title for page in found]
    addresses = [f"{settings.BASE_URL}{page.get_absolute_url()}" for page in found]
    answer = [words, titles, [""] * len(titles), addresses]
    return JsonResponse(answer, safe=False, content_type="application/x-suggestions+json")
