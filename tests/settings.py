"""The site's settings for the tests: the same whoever runs them, quick where nothing is lost by it."""

from kmsite.settings import *  # noqa: F403
from kmsite.settings import BASE_DIR, DATABASES, STORAGES

STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
SENDS_MAIL = True  # into mail.outbox
LIMITS = {}  # people of the tests are quick; tests/pages/test_pacing*.py have figures
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

if "DIRECTORY" in DATABASES["default"]:
    DATABASES["default"] |= {
        "DIRECTORY": BASE_DIR / "var/postgres-test",
        "DURABLE": False,
        "OPTIONS": {"options": "-c deadlock_timeout=100ms"},  # a second is long where one is meant
    }
