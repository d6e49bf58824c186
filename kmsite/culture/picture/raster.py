"""The picture as a PNG for slides: the SVG, drawn twice as large."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import as_file, files
from math import sqrt
from pathlib import Path

import resvg_py

from glossary.picturing import can_draw
from kmsite.culture.picture.bars import Picture
from kmsite.culture.picture.drawing import WIDE, svg

SCALE = 2
MOST_PIXELS = 24_000_000
"""About 100 MB while it is drawn: many rounds one above the other are drawn smaller."""
LETTERS = "Source Sans Pro"
_FONTS = ("SourceSansPro-Regular.ttf", "SourceSansPro-Semibold.ttf")


def png(picture: Picture) -> bytes:
    """Return `picture` as a PNG on white.

    The letters are ours, so that every machine draws the same picture; only what they lack (Arabic, Hebrew,
    Chinese, Devanagari and so on) is taken from the fonts of the machine, and is a box where it has none.
    """
    document = svg(picture)
    return resvg_py.svg_to_bytes(
        svg_string=document,
        zoom=min(SCALE, sqrt(MOST_PIXELS / (WIDE * _high(document)))),
        background="white",
        skip_system_fonts=can_draw("".join(filter(str.isprintable, document))),
        font_files=_fonts(),
        font_family=LETTERS,
        sans_serif_family=LETTERS,
    )


@cache
def _fonts() -> list[str]:
    folder = files("font_source_sans_pro") / "files"
    paths = []
    for name in _FONTS:
        with as_file(folder / name) as path:  # a wheel is unpacked: the path stays
            paths.append(str(Path(path)))
    return paths


def _high(document: str) -> float:
    return float(re.search(r' height="([\d.]+)" viewBox', document)[1])
