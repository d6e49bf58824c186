"""The statements as a browser sends them."""

from datetime import timedelta
from unittest.mock import patch

from django.core.signing import TimestampSigner
from django.utils import timezone

from kmsite.culture.models import Assessment


def began(seconds=200):
    """Return the signed start of somebody who opened the page so many seconds ago."""
    with patch("time.time", lambda: (timezone.now() - timedelta(seconds=seconds)).timestamp()):
        return TimestampSigner(salt="kmsite.culture.began").sign("")


def sent(answers, *lenses, version=None, seconds=200, **more):
    """Return a form with `answers` (a list, or a word for every statement) about each of `lenses`."""
    said = answers if isinstance(answers, list) else [answers] * 11
    version = version or Assessment.objects.first().version
    fields = {f"{lens}-{place}": value for lens in lenses for place, value in enumerate(said, 1)}
    return {"version": version, "began": began(seconds), "lens": list(lenses), **fields, **more}
