"""What pytest does before the first test and after the last: a known environment, the database put away."""

import os
import shutil
import signal
import sys
import tempfile
from pathlib import Path

KEPT = ("DATABASE_URL", "CHROMIUM")
OURS = (
    *("ALLOWED_HOSTS", "BASE_URL", "CACHE_URL", "DEBUG", "EMAIL_FROM", "EMAIL_URL", "HOST", "HSTS_SECONDS"),
    *("LOG_FORMAT", "MAX_ATTACHMENT_MB", "MEDIA_ROOT", "PORT", "READING", "REGISTRATION", "SECRET_KEY"),
    *("SITE_NAME", "TIME_ZONE", "TRUSTED_PROXIES", "VAR_DIR", "WEB_THREADS", "WEB_WORKERS"),
)

# Set when this plug-in is imported: before pytest-django loads the settings.
for name in OURS:
    os.environ.pop(name, None)
os.environ["ENV_FILE"] = os.devnull
os.environ["SECRET_KEY"] = "only-for-tests-" + "0123456789abcdef" * 4
media = tempfile.mkdtemp(prefix="commonplace-media-")
os.environ["MEDIA_ROOT"] = media


def pytest_configure():
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, lambda number, frame: sys.exit(128 + number))


def pytest_unconfigure():
    shutil.rmtree(Path(media), ignore_errors=True)
