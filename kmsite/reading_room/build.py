"""Which build of the site made a page, so that a new one makes every page anew."""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from pathlib import Path

from django.conf import settings

_SHAPING = ("kmsite/**/*.py", "articles/**/*.py", "glossary/**/*.py", "templates/**/*.html", "locale/**/*.mo")


@cache
def build() -> str:
    """Return a digest of all that shapes a page: code, templates, translations, static names, settings.

    The same in every process of one installation, so that they agree on ETags. Read once per process.
    """
    digest = blake2b(digest_size=8)
    digest.update(f"{settings.SITE_NAME}\n{settings.BASE_URL}\n{settings.READING}\n".encode())
    digest.update(f"{settings.RECOGNITION}\n".encode())
    for path in (*_shaping_files(), Path(settings.STATIC_ROOT) / "staticfiles.json"):
        if path.is_file():
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _shaping_files() -> list[Path]:
    base = Path(settings.BASE_DIR)
    return sorted(path for pattern in _SHAPING for path in base.glob(pattern))
