"""What a round refuses, in words for the person who tried."""

from __future__ import annotations

from kmsite.text.refusal import TextRefused


class RoundRefused(TextRefused):
    """A round cannot be opened, answered or closed in this way or not any more; the message says why."""
