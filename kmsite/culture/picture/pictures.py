"""Pictures of what is told of a round, and of what one person answered: on a page and as files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from django.http import Http404, HttpResponse
from django.utils.formats import date_format
from django.utils.text import Truncator, slugify
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kmsite.culture.disclosure.disclosing import Told
from kmsite.culture.disclosure.measuring import moved
from kmsite.culture.disclosure.results import Line, lines
from kmsite.culture.models import Item, Position, Round
from kmsite.culture.picture import drawing, raster, saying, spreadsheet
from kmsite.culture.picture.bars import Bar, Picture, Row, bar_of
from kmsite.text.characters import without_invisible

Rounds = Sequence[tuple[str, Sequence[Line]]]
"""Earlier rounds with their labels, the earliest first."""
Own = Sequence[int | None]
LONGEST_NAME = 40

svg, png, csv = drawing.svg, raster.png, spreadsheet.csv
FILES: Mapping[str, tuple[str, Callable[[Picture], str | bytes]]] = {
    "svg": ("image/svg+xml", svg),
    "png": ("image/png", png),
    "csv": ("text/csv; charset=utf-8", csv),
}


def of_lines(
    lines: Sequence[Line],
    *,
    title: str,
    before: Rounds = (),
    own: Own | None = None,
    label: str = "",
    about: Iterable[str] = (),
    of_part: bool = False,
) -> Picture:
    """Return the picture of what is told of a round, and of rounds `before` it, the earliest first.

    `label` names the bars of this round where there are several; `own` are the reader's positions, in the
    order of `lines`: give them to the reader alone. `of_part` says that `lines` are those of a community
    within a round of the organisation, whose figures may be hidden though they are enough.
    """
    asked = {line.item.pk for line in lines}
    rounds = [(name, told) for name, told in before if any(line.item.pk in asked for line in told)]
    known = [_Asked(clean(name), told, of_part) for name, told in rounds]
    known.append(_Asked(clean(label or _("This round")) if rounds else "", lines, of_part))
    rows = []
    for at, line in enumerate(lines):
        bars = _bars(known, line.item)
        mine = own[at] if own else None
        rows.append(_row(line.item, [*bars[:-1], _with_own(bars[-1], mine)]))
    return _picture(title, about, rows, lines[0].item if lines else None)


class _Asked:
    """A round: its label, what is told of each statement, and whether only too few answers hide figures."""

    def __init__(self, label: str, told: Sequence[Line], of_part: bool) -> None:
        self.label, self.lines = label, {line.item.pk: line for line in told}
        self.few = not of_part and any(line.told for line in told)


def _bars(rounds: Sequence[_Asked], item: Item) -> list[Bar]:
    bars, last = [], None
    for one in rounds:
        line = one.lines.get(item.pk)
        if line is not None:
            bars.append(_bar(one.label, line, last, few=one.few))
        last = line and line.told
    return bars


def _bar(label: str, line: Line, before: Told | None, *, few: bool) -> Bar:
    if line.told is None:
        why = saying.hidden(line.moved, few=few)
        return Bar(label, moved=line.moved, hidden=why)
    since = moved(before, line.told)
    bar = bar_of(line.told, label=label, unsure=line.unsure)
    return replace(bar, moved=since, movement=saying.movement(since))


def _with_own(bar: Bar, position: int | None) -> Bar:
    if position is None:
        return bar
    name = str(Position(position).label)
    return replace(bar, own=position, own_name=name, own_label=_("you: %s") % name)


def of_answers(
    items: Sequence[Item], answers: Sequence[tuple[str, Own]], *, title: str, about: Iterable[str] = ()
) -> Picture:
    """Return the picture of what one person answered: for each lens a label and a list of positions."""
    rows = [
        _row(item, [_personal(label, given[at]) for label, given in answers]) for at, item in enumerate(items)
    ]
    picture = _picture(title, about, rows, items[0] if items else None)
    return replace(picture, is_personal=True)


def _personal(label: str, position: int | None) -> Bar:
    said = _("can't say") if position is None else str(Position(position).label)
    return Bar(clean(label), own=position, own_name=said, own_label=said)


def of_round(round: Round, *, before: Iterable[Round] = (), own: Own | None = None) -> Picture:
    """Return the picture of a closed `round`, and of rounds `before` it, in the order of their numbers."""
    earlier = sorted(before, key=lambda one: one.number)
    return of_lines(
        lines(round),
        title=round.title,
        before=[(name_of(one), lines(one)) for one in earlier],
        own=own,
        label=name_of(round),
        about=about(round),
    )


def name_of(round: Round) -> str:
    """Return how a round is called among others: short, for it stands there at each statement."""
    return f"{Truncator(round.title).chars(LONGEST_NAME)}, {_day(round)}"


def about(round: Round) -> list[str]:
    """Return the line that a picture of `round` needs to stand alone."""
    whose = round.community.title if round.community else _("The whole organisation")
    took_part = round.took_part
    people = took_part and ngettext("%s person took part", "%s people took part", took_part) % took_part
    lens = _("answered about: %s") % round.get_lens_display()
    example = _("an example, made up") if round.is_example else ""
    return list(filter(None, (whose, lens, _("closed on %s") % _day(round), people, example)))


def _day(round: Round) -> str:
    return date_format(localtime(round.closed_at or round.closes_at), "j M Y")


def answer(picture: Picture, extension: str, name: str) -> HttpResponse:
    """Return `picture` as a file to download; `name` without its extension. Raises Http404 for other files.

    What is told is for some people only: nothing keeps the answer.
    """
    if extension not in FILES:
        raise Http404
    content_type, draw = FILES[extension]
    response = HttpResponse(draw(picture), content_type=content_type)
    response.headers["Content-Disposition"] = (
        f'attachment; filename="{slugify(name) or "picture"}.{extension}"'
    )
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _picture(title: str, about: Iterable[str], rows: Sequence[Row], item: Item | None) -> Picture:
    source = clean(item.assessment.source) if item else ""
    shown, last = [], ""
    for row in rows:
        shown.append(replace(row, heading=row.heading if row.heading != last else ""))
        last = row.heading
    return Picture(clean(title), tuple(map(clean, about)), tuple(shown), source)


def _row(item: Item, bars: Sequence[Bar]) -> Row:
    heading = str(Item.Heading(item.heading).label)
    return Row(item.place, clean(item.from_text), clean(item.to_text), heading, tuple(bars))


def clean(text: str) -> str:
    """Return `text` so that it may stand in XML: no control characters, nothing that turns its direction."""
    return without_invisible(str(text))
