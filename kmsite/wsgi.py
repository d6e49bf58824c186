"""The WSGI application."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connections

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kmsite.settings")
application = get_wsgi_application()

# A page view may not wait for long; a command may.
options = connections.settings["default"].setdefault("OPTIONS", {})
options["options"] = f"{options.get('options', '')} {settings.WEB_DATABASE_OPTIONS}".strip()
