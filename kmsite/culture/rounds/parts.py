"""What else stands on the page of a closed round, below its picture: one part from each room."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from kmsite.culture.agreed import discussing
from kmsite.culture.disclosure.results import Line
from kmsite.culture.models import Round
from kmsite.culture.rounds import doing


class Part(NamedTuple):
    """A part of the page: what gathers its content, and the template that shows it."""

    name: str
    template: str
    gather: Callable[[Round, Sequence[Line], Any], Any]


PARTS: tuple[Part, ...] = (
    Part("discussed", "culture/_part_discussed.html", discussing.discussed),
    Part("commitments", "culture/_part_commitments.html", discussing.promises),
    Part("facts", "culture/_part_facts.html", doing.beside),
)
"""What stands there, from the top. A part whose `gather(round, lines, user)` returns nothing is left out.

Its template finds what was gathered as `part`, beside `round`, `lines`, `standing` and `user`. Only those who
see the figures see the parts. Each asks a fixed number of statements.
"""


def parts(round: Round, lines: Sequence[Line], user: Any) -> list[tuple[Part, Any]]:
    """Return the parts of the page of `round`, which is closed, that have something to show to `user`."""
    gathered = ((part, part.gather(round, lines, user)) for part in PARTS)
    return [(part, content) for part, content in gathered if content is not None]
