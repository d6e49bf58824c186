"""Addresses that machines ask for by convention: icons, manifest, security contact."""

from datetime import timedelta

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

for_a_day = cache_control(public=True, max_age=86400)


@require_safe
@for_a_day
def favicon(request):
    return HttpResponsePermanentRedirect(staticfiles_storage.url("icons/favicon.svg"))


@require_safe
@for_a_day
def manifest(request):
    return JsonResponse(
        {
            "name": settings.SITE_NAME,
            "short_name": settings.SITE_NAME[:12],
            "start_url": "/",
            "display": "minimal-ui",
            "background_color": "#ffffff",
            "theme_color": "#0f6674",
            "icons": [
                {
                    "src": staticfiles_storage.url("icons/favicon.svg"),
                    "sizes": "any",
                    "type": "image/svg+xml",
                },
                {
                    "src": staticfiles_storage.url("icons/maskable.png"),
                    "sizes": "512x512",
                    "type": "image/png",
                    "purpose": "any maskable",
                },
            ],
        },
        content_type="application/manifest+json",
    )


@require_safe
@for_a_day
def security_contact(request):
    until = (timezone.now() + timedelta(days=180)).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: {settings.BASE_URL.rstrip('/')}/",
        f"Expires: {until.isoformat().replace('+00:00', 'Z')}",
        f"Canonical: {settings.BASE_URL.rstrip('/')}/.well-known/security.txt",
    ]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


@require_safe
def change_password(request):
    return HttpResponseRedirect("/accounts/password/change/")
