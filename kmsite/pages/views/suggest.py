"""Pages whose names begin as somebody types."""

from django.http import JsonResponse
from django.views.decorators.http import require_safe

from kmsite.pages.naming import suggest as pages_named

LONGEST = 200


@require_safe
def suggest(request):
    found = pages_named(request.user, request.GET.get("q", "")[:LONGEST].replace("\0", ""))
    items = [
        {"title": page.title, "kind": page.get_kind_display(), "url": page.get_absolute_url()}
        for page in found
    ]
    return JsonResponse({"items": items})
