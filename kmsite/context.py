"""What every template knows of the site."""

from django.conf import settings


def site(request):
    return {
        "site_name": settings.SITE_NAME,
        "base_url": settings.BASE_URL,
        "sends_mail": settings.SENDS_MAIL,
    }
