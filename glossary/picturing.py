"""The picture of a term for previews of links: its name, its gloss and its status in the site's colours."""

from __future__ import annotations

import io
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import as_file, files

from PIL import Image, ImageDraw, ImageFont

from glossary.citing import Citation, line
from glossary.models import Term
from glossary.previewing import HEIGHT, WIDTH, described

PAPER, INK, QUIET, LINE, TERM, TERM_PAPER = "#ffffff", "#1a1f24", "#4c5661", "#d5d9d3", "#7a4b00", "#fbf2e1"
CHIPS = {
    "approved": ("#1d6b3a", "#e6f4ea"),
    "review": ("#1f5fa8", "#e7f0fb"),
    "deprecated": ("#b3261e", "#fdeceb"),
}
"""Colours of `static/css/tokens.css`, light; a preview has no dark mode."""
EDGE, FOOT, MARGIN, AIR, LEADING = 24, 104, 84, 36, 52
ROOM = WIDTH - 2 * MARGIN
COLOURS = 64
MOST_KEPT = 128
"""Pictures in the memory of one process, about 40 kB each."""
_FONTS = "SourceSansPro-{}.ttf"
_NO_SIGN = "\uffff"


@dataclass(frozen=True, slots=True)
class Face:
    """What a picture shows; two equal faces are one picture. `said` are words that may take its place.

    `status` is that of the term, `status_label` how people call it.
    """

    name: str
    said: str
    status: str
    status_label: str
    site: str
    spare_name: str = ""


def face_of(one: Citation) -> Face:
    """Return what the picture of `one` shows; an acronym stands in for a name that cannot be drawn."""
    return Face(
        name=one.name,
        said=described(one),
        status=one.entry.status,
        status_label=str(Term.Status(one.entry.status).label),
        site=line(one.site),
        spare_name=next(iter(one.entry.names_of("acronym")), ""),
    )


@lru_cache(maxsize=MOST_KEPT)
def draw(face: Face) -> bytes:
    """Return `face` as a PNG, 1200 by 630 pixels; its cost is bounded by the size of the picture.

    What the font has no signs for is not drawn as boxes: a name gives way to a spare one or to nothing, and
    so do the words below it. The tags beside the picture say them anyway.
    """
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, WIDTH, EDGE), fill=TERM)
    pen.rectangle((0, HEIGHT - FOOT, WIDTH, HEIGHT), fill=TERM_PAPER)
    _draw_words(pen, _drawable(face.name) or _drawable(face.spare_name), _drawable(face.said))
    _draw_foot(pen, face)
    target = io.BytesIO()
    small = image.quantize(COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    small.save(target, "PNG", compress_level=6)
    return target.getvalue()


def can_draw(text: str) -> bool:
    """Say whether the font has a sign for everything in `text`."""
    missing = _sign(_NO_SIGN)
    return all(sign.isspace() or _sign(sign) != missing for sign in set(text))


def _drawable(text: str) -> str:
    return text if can_draw(text) else ""


def _draw_words(pen: ImageDraw.ImageDraw, name: str, said: str) -> None:
    """Draw the name as large as it fits and what is said of it, together in the middle of their room."""
    face, lines = _large(name)
    high, room = round(face.size * 1.12), HEIGHT - EDGE - FOOT - 2 * AIR
    below = font("Regular", 40)
    most = (room - high * len(lines) - AIR // 2) // LEADING
    more = _cut(list(_wrapped(said, below, ROOM)), most, below)
    top = EDGE + AIR + max(0, (room - high * len(lines) - AIR // 2 - LEADING * len(more)) // 2)
    for words in lines:
        pen.text((MARGIN, top), words, font=face, fill=INK)
        top += high
    for words in more:
        pen.text((MARGIN, top + AIR // 2), words, font=below, fill=QUIET)
        top += LEADING


def _large(name: str) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    """Return the largest letters in which `name` is one line, or two, or is cut after three."""
    for most, sizes in ((1, range(92, 67, -6)), (2, range(80, 49, -6))):
        for size in sizes:
            lines = list(_wrapped(name, font("Bold", size), ROOM))
            if len(lines) <= most:
                return font("Bold", size), lines
    face = font("Bold", 50)
    return face, _cut(list(_wrapped(name, face, ROOM)), 3, face)


def _draw_foot(pen: ImageDraw.ImageDraw, face: Face) -> None:
    """Draw the status and the name of the site, on one line."""
    middle, label = HEIGHT - FOOT // 2, font("Semibold", 30)
    ink, paper = CHIPS.get(face.status, (QUIET, LINE))
    wide = label.getlength(face.status_label)
    pen.rounded_rectangle((MARGIN, middle - 26, MARGIN + wide + 44, middle + 26), radius=26, fill=paper)
    pen.text((MARGIN + 22, middle), face.status_label, font=label, fill=ink, anchor="lm")
    room = ROOM - wide - 44 - 40
    site = _cut(list(_wrapped(_drawable(face.site), label, room)), 1, label, room)
    if site:
        pen.text((WIDTH - MARGIN, middle), site[0], font=label, fill=TERM, anchor="rm")


def _wrapped(text: str, face: ImageFont.FreeTypeFont, room: float) -> Iterator[str]:
    """Yield the lines of `text`; a word that is wider than a line is cut."""
    row = ""
    for word in text.split():
        whole = f"{row} {word}".strip()
        if face.getlength(whole) <= room:
            row = whole
            continue
        if row:
            yield row
        while face.getlength(word) > room:
            fits = max(1, bisect_right(range(1, len(word)), room, key=lambda n: face.getlength(word[:n])))
            yield word[:fits]
            word = word[fits:]
        row = word
    if row:
        yield row


def _cut(lines: list[str], most: int, face: ImageFont.FreeTypeFont, room: float = ROOM) -> list[str]:
    """Return the first `most` lines, with an ellipsis where more would have come."""
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and face.getlength(f"{last}…") > room:
        last = last[:-1]
    return [*lines[: most - 1], f"{last.rstrip(' ,;:.')}…"]


@cache
def font(weight: str, size: int) -> ImageFont.FreeTypeFont:
    """Return Source Sans Pro, from its package, in a weight and a size in pixels."""
    with as_file(files("font_source_sans_pro") / "files" / _FONTS.format(weight)) as path:
        return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=2048)
def _sign(sign: str) -> bytes:
    return bytes(font("Regular", 38).getmask(sign))
