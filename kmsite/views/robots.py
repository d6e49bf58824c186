"""What machines are asked to leave alone, by who may read here."""

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

LEFT_ALONE = (
    "/accounts/",
    "/admin/",
    "/bulk/",
    "/editor/",
    "/new/",
    "/me/",
    "/reports/",
    "/search/",
    "/suggest/",
    "/switch/",
    "/terms/impact/",
    "/*/card/",
    "/*/compare/",
    "/*/edit/",
    "/*/history/",
    "/*/lines/",
    "/*/links/",
    "/*?",
)
"""Forms, questions, what is part of another page, old versions, and lists that are only chosen otherwise."""
STILL_READ = ("/*?newer=", "/*?older=", "/*?page=", "/static/")
"""The further parts of lists."""
PUBLIC_CARDS = ("/glossary/", "/t/")
"""Where a closed site shows strangers the few terms that were made public."""


@require_safe
@cache_control(public=True, max_age=86400)
def robots(request):
    lines = ["User-agent: *"]
    if settings.READING == "public":
        lines += [f"Disallow: {path}" for path in LEFT_ALONE]
        lines += [f"Allow: {path}" for path in STILL_READ]
        lines += ["", f"Sitemap: {settings.BASE_URL}{reverse('sitemap')}"]
    else:
        lines += [*(f"Allow: {path}" for path in PUBLIC_CARDS), "Disallow: /"]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")
