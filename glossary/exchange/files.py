"""What every file of terms is turned away for, whatever its format, and how large one may be."""

from __future__ import annotations

from kmsite.text.refusal import TextRefused

MOST_BYTES = 20 * 1024 * 1024
MOST_ROWS = 20_000
MOST_COLUMNS = 2_000
LONGEST_CELL = 300_000


class FileRefused(TextRefused):
    """A file cannot be read as terms; the message says why, and what to do."""
