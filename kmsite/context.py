"""What every template knows of the site."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from kmsite.accounts.roles import NAMES


def site(request):
    viewing_as = getattr(request, "viewing_as", "")
    return {
        "viewing_as": viewing_as and NAMES.get(viewing_as, _("Visitor")),
        "site_name": settings.SITE_NAME,
        "base_url": settings.BASE_URL,
        "sends_mail": settings.SENDS_MAIL,
        "recognises": settings.RECOGNITION,
    }
