"""The widths in which pictures are shown: a fixed list, so that nobody makes the site compute others."""

from __future__ import annotations

WIDTHS = (160, 480, 960, 1600)
"""In pixels: a list on a phone and on a fine screen, a text on a phone, on a desk and on a fine screen."""

LIST_WIDTH, PAGE_WIDTH = 160, 960


def widths_below(width: int) -> list[int]:
    """Return the widths that are smaller than a picture of `width` pixels: none is ever made larger."""
    return [smaller for smaller in WIDTHS if smaller < width]
