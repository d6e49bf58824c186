"""What helps a facilitator to talk about a result: questions for each statement."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kmsite.culture.disclosure.measuring import agrees, average
from kmsite.culture.disclosure.results import Line

ALIKE: tuple[str | Promise, ...] = (
    _("What did we see or do in the last month that makes us agree?"),
    _("Would somebody who joined last week say the same?"),
)
DIVIDED: tuple[str | Promise, ...] = (
    _("Without asking who chose what: what may somebody have seen who stands on the left? On the right?"),
    _("What does it depend on: the subject, the place, the people, how busy we are?"),
)
TOWARDS: tuple[str | Promise, ...] = (
    _("What would we see one of us do, if we stood one position further right?"),
)
THERE: tuple[str | Promise, ...] = (_("What keeps it so, and what could take it away from us?"),)
HIDDEN: tuple[str | Promise, ...] = (
    _("The figures are not shown, and nobody should have to say what they answered."),
    _("What have we seen of it, in other teams or in an earlier year?"),
)
FAR_RIGHT = 1.0
"""Steps from "in between" from which there is more to keep than to gain."""


def prompts_for(line: Line) -> list[str | Promise]:
    """Return questions with which to talk about a statement, chosen by what is told of it."""
    if line.told is None:
        return list(HIDDEN)
    opening = ALIKE if agrees(line.told) else DIVIDED
    return [*opening, *(THERE if average(line.told) >= FAR_RIGHT else TOWARDS)]
