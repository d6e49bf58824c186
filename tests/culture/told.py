"""What is told of made-up statements, for pictures and measures that need no round."""

from kmsite.culture.disclosure.disclosing import Cell, Told
from kmsite.culture.disclosure.results import Line
from kmsite.culture.models import Assessment, Item

WORDING = Assessment(pk=1, version=1, title="Culture shift", source="after Nick Milton")


def exactly(*counts):
    """Return counts of five positions, or of three bands, as what is told to the last answer."""
    return Told(sum(counts), tuple(Cell(count, count) for count in counts))


def make_item(place=1, *, left="I know", right="We know", heading="ours"):
    return Item(
        pk=place,
        assessment=WORDING,
        place=place,
        heading=heading,
        from_text=left,
        to_text=right,
        short_label="Knowing",
    )


def make_line(told, *, unsure=0, moved=None, **item):
    return Line(make_item(**item), told, None if told is None else unsure, moved)
