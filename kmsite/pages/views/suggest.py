"""Pages and tags whose names begin as somebody types."""

from django.http import JsonResponse
from django.views.decorators.http import require_safe

from kmsite.pages.counts.counting import refuse_too_often
from kmsite.pages.models import Page
from kmsite.pages.names.naming import suggest as pages_named
from kmsite.pages.tags import tag_reading
from kmsite.text.names import name_key

LONGEST = 200


@require_safe
def suggest(request):
    refuse_too_often(request, "suggest")
    words, kind = request.GET.get("q", "")[:LONGEST].replace("\0", ""), request.GET.get("kind")
    found = pages_named(request.user, words, kinds=[kind] if kind in Page.Kind.values else Page.Kind.values)
    items = [
        {"title": page.title, "kind": page.get_kind_display(), "url": page.get_absolute_url()}
        for page in found
    ]
    return JsonResponse({"items": items})


@require_safe
def suggest_tags(request):
    refuse_too_often(request, "suggest")
    words = request.GET.get("q", "")[:LONGEST].replace("\0", "").strip()
    found = tag_reading.suggested(words, request.user) if name_key(words) else []
    items = [{"title": tag.name, "kind": former, "url": tag.get_absolute_url()} for tag, former in found]
    return JsonResponse({"items": items})
