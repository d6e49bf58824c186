"""The picture as one SVG document that stands alone, on a slide or in a mail; also what the PNG is made of.

It is built as a tree, so that whatever people called their rounds is text in it and never markup.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree as Tree

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kmsite.culture.picture import saying
from kmsite.culture.picture.bars import CENTRE, Bar, Part, Picture, Row, at_average, at_position
from kmsite.culture.picture.lettering import width, wrapped
from kmsite.culture.picture.palette import HATCHED, STYLE

WIDE = 1640
EDGE = 48
BAR_LEFT, BAR_WIDE, BAR_HIGH = 332, 460, 26
FROM, TO, SAID = BAR_LEFT - 22, BAR_LEFT + BAR_WIDE + 22, 1098
"""Where the left statement ends, where the right one begins, where the figures stand."""
SAID_WIDE = WIDE - EDGE / 2 - SAID
STATEMENT, FIGURE, TITLE = 18, 16, 32
LINE, LEADING = 21, 20
COUNT = 105
RAIL = 40
"""Height of the line of positions below the top of a bar."""
GAP, AIR = 16, 10


def svg(picture: Picture) -> str:
    """Return `picture` as a document of its own, in its own colours on white."""
    root = Tree.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "role": "img"})
    root.set("{http://www.w3.org/XML/1998/namespace}lang", get_language() or "en")
    Tree.SubElement(root, "title").text = picture.title
    Tree.SubElement(root, "desc").text = _gist(picture)
    Tree.SubElement(root, "style").text = STYLE
    _hatch(root)
    paper = Tree.SubElement(root, "rect", {"class": "paper", "width": str(WIDE)})
    high = _foot(root, picture, _rows(root, picture, _head(root, picture)))
    paper.set("height", _number(high))
    root.attrib |= {"width": str(WIDE), "height": _number(high), "viewBox": f"0 0 {WIDE} {_number(high)}"}
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + Tree.tostring(root, encoding="unicode")


def _gist(picture: Picture) -> str:
    said = [f"“{row.left}” / “{row.right}”: {row.gist}" for row in picture.rows]
    return "\n".join([" · ".join(picture.about), *said])


def _hatch(root: Tree.Element) -> None:
    defs = Tree.SubElement(root, "defs")
    look = {"width": "7", "height": "7", "patternUnits": "userSpaceOnUse", "patternTransform": "rotate(45)"}
    pattern = Tree.SubElement(defs, "pattern", {"id": "hatch", **look})
    Tree.SubElement(pattern, "path", {"class": "hatch", "d": "M0 0V7"})


def _head(root: Tree.Element, picture: Picture) -> float:
    """Draw the title, what it is about, and what the parts mean; return how far down that goes."""
    down = 30.0
    for row in wrapped(picture.title, WIDE - 2 * EDGE, TITLE, most=2, bold=True):
        down += TITLE + 4
        _words(root, row, EDGE, down, "title")
    for row in wrapped(" · ".join(picture.about), WIDE - 2 * EDGE, STATEMENT, most=2):
        down += LINE + 5
        _words(root, row, EDGE, down, "about")
    return _legend(root, picture, down + 36)


def _legend(root: Tree.Element, picture: Picture, down: float) -> float:
    if picture.is_bare:
        return down
    at = float(BAR_LEFT if not picture.has_bands or not picture.has_positions else EDGE)
    for key, label in picture.legend:
        _swatch(root, key, at, down - 11)
        _words(root, label, at + 22, down, "about")
        at += 22 + width(label, STATEMENT) + 26
    if picture.has_average:
        _diamond(root, at + 8, down - 5)
        _words(root, _("average"), at + 24, down, "about")
        at += 24 + width(_("average"), STATEMENT) + 26
    if picture.has_own:
        _ring(root, at + 8, down - 5)
        _words(root, _("your answer") if not picture.is_personal else _("answer"), at + 24, down, "about")
    return down + 8


def _rows(root: Tree.Element, picture: Picture, down: float) -> float:
    top = down
    if picture.is_bare:
        _words(root, saying.nothing(), EDGE, down + LINE, "left")
        return down + 2 * LINE
    for row in picture.rows:
        if row.heading:
            down += LINE + 18
            _words(root, row.heading, EDGE, down, "heading")
            _line(root, EDGE, WIDE - EDGE, down + 8, "thin")
            down += 10
        elif len(row.bars) > 1:
            _line(root, EDGE, WIDE - EDGE, down + AIR, "thin")
        down = _row(root, row, down + GAP)
    centre = BAR_LEFT + BAR_WIDE * CENTRE
    axis = {"x1": _number(centre), "x2": _number(centre), "y1": _number(top + LINE), "y2": _number(down)}
    Tree.SubElement(root, "line", {"class": "centre", **axis})
    return down


def _row(root: Tree.Element, row: Row, down: float) -> float:
    """Draw one statement, its bars and what they say; return how far down that goes."""
    left = wrapped(f"“{row.left}”", FROM - EDGE, STATEMENT, most=4)
    right = wrapped(f"“{row.right}”", SAID - 24 - TO, STATEMENT, most=4)
    for at, text in enumerate(left, 1):
        _words(root, text, FROM, down + LINE * at - 2, "left end")
    for at, text in enumerate(right, 1):
        _words(root, text, TO, down + LINE * at - 2, "left")
    texts = down + LINE * max(len(left), len(right))
    for bar in row.bars:
        down = max(_bar(root, bar, down), _said(root, bar, down)) + AIR
    return max(texts, down - AIR)


def _bar(root: Tree.Element, bar: Bar, down: float) -> float:
    """Draw a bar, and below it the five positions with the average and the reader's own."""
    for part in bar.parts:
        _part(root, part, down)
    if not bar.parts and bar.own is None:
        return down + BAR_HIGH
    rail = down + (RAIL if bar.parts else BAR_HIGH / 2)
    _line(root, _x(at_position(1)), _x(at_position(5)), rail, "rail")
    for position in range(1, 6):
        at = _number(_x(at_position(position)))
        ends = {"x1": at, "x2": at, "y1": _number(rail - 4), "y2": _number(rail + 4)}
        Tree.SubElement(root, "line", {"class": "rail", **ends})
    if bar.average is not None:
        _diamond(root, _x(at_average(bar.average)), rail)
    if bar.own is not None:
        _ring(root, _x(at_position(bar.own)), rail)
    return rail + 10


def _part(root: Tree.Element, part: Part, down: float) -> None:
    place = {
        "x": _number(_x(part.start)),
        "y": _number(down),
        "width": _number(part.width * BAR_WIDE),
        "height": str(BAR_HIGH),
    }
    if part.width:
        Tree.SubElement(root, "rect", {"class": f"part part-{part.key}", **place})
        if part.key in HATCHED:
            Tree.SubElement(root, "rect", {"fill": "url(#hatch)", **place})
    if part.short:
        _words(root, part.short, _x(part.middle), down + 19, f"count on-{part.key}")


def _said(root: Tree.Element, bar: Bar, down: float) -> float:
    """Write down what a bar says, beside it; return how far down that goes."""
    at = down + 13
    for row in wrapped(_label(bar), SAID_WIDE, FIGURE, most=1, bold=True):
        _words(root, row, SAID, at, "said strong")
        at += LEADING
    for number, part in enumerate(bar.parts):
        _swatch(root, part.key, SAID + COUNT * number, at - 11)
        _words(root, part.said, SAID + COUNT * number + 17, at, "said")
    at += LEADING if bar.parts else 0
    for text in _sentences(bar):
        for row in wrapped(text, SAID_WIDE, FIGURE, most=3):
            _words(root, row, SAID, at, "said")
            at += LEADING
    return at - LEADING + 6


def _label(bar: Bar) -> str:
    moved = f"{bar.arrow} {bar.movement}".strip()
    return " · ".join(filter(None, (bar.label, moved)))


def _sentences(bar: Bar) -> Sequence[str]:
    if bar.hidden:
        return [bar.hidden]
    rows = (" · ".join(filter(None, (bar.figures, bar.agreement))), bar.average_said, bar.own_label)
    return [row for row in rows if row]


def _foot(root: Tree.Element, picture: Picture, down: float) -> float:
    down += LINE + 14
    notes = [_("Statements: %s.") % picture.source] if picture.source else []
    for row in wrapped(" ".join([*notes, saying.caution()]), WIDE - 2 * EDGE, FIGURE, most=3):
        _words(root, row, EDGE, down, "said")
        down += LINE
    return down + 10


def _words(root: Tree.Element, text: str, x: float, y: float, look: str) -> None:
    """Write a line; isolated, so that a script from right to left stays in its place."""
    words = Tree.SubElement(root, "text", {"class": look, "x": _number(x), "y": _number(y)})
    words.text = f"\u2068{text}\u2069"


def _line(root: Tree.Element, start: float, end: float, y: float, look: str) -> None:
    ends = {"x1": _number(start), "x2": _number(end), "y1": _number(y), "y2": _number(y)}
    Tree.SubElement(root, "line", {"class": look, **ends})


def _swatch(root: Tree.Element, key: str, x: float, y: float) -> None:
    place = {"x": _number(x), "y": _number(y), "width": "12", "height": "12"}
    Tree.SubElement(root, "rect", {"class": f"part part-{key}", **place})
    if key in HATCHED:
        Tree.SubElement(root, "rect", {"fill": "url(#hatch)", **place})


def _diamond(root: Tree.Element, x: float, y: float) -> None:
    Tree.SubElement(root, "path", {"class": "average", "d": f"M{_number(x)} {_number(y - 8)}l8 8-8 8-8-8z"})


def _ring(root: Tree.Element, x: float, y: float) -> None:
    Tree.SubElement(root, "circle", {"class": "own", "cx": _number(x), "cy": _number(y), "r": "7"})


def _x(part: float) -> float:
    return BAR_LEFT + BAR_WIDE * part


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
