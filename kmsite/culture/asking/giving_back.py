"""What somebody answered who was signed out meanwhile: given back in the page, and kept nowhere."""

from __future__ import annotations

import re

from django.http import QueryDict

_FIELD = re.compile(r"(me|community|organisation)-\d{1,2}|version|began|community")
_LONGEST = 100


def sent_fields(sent: QueryDict) -> list[tuple[str, str]]:
    """Return names and values of what was answered, to be sent once more; nothing else of what was sent."""
    return [(name, sent[name][:_LONGEST]) for name in sent if _FIELD.fullmatch(name)]
