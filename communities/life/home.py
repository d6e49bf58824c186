"""The home of a community: one part from each room of its house, in the order in which they are shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from communities.discussions.discussion_lists import announcements_on_home, questions_on_home
from communities.events import event_home
from communities.models import Community
from communities.people import directory
from communities.shelves import shelf_reading


class Part(NamedTuple):
    """A part of the home: what gathers its content, and the template that shows it under its name."""

    name: str
    template: str
    gather: Callable[[Community, Any], Any]


PARTS: tuple[Part, ...] = (
    Part("announcements", "communities/_home_announcements.html", announcements_on_home),
    Part("event", "communities/_home_event.html", event_home.on_home),
    Part("questions", "communities/_home_questions.html", questions_on_home),
    Part("shelf", "communities/_home_shelf.html", shelf_reading.on_home),
    Part("people", "communities/_home_people.html", directory.on_home),
)
"""What stands on the home, from the top. A part whose `gather(community, user)` returns nothing is left out.

Its template finds what was gathered as `part`, beside `community` and `user`. Each part asks a fixed number
of queries.
"""


def parts(community: Community, user: Any) -> list[tuple[Part, Any]]:
    """Return the parts of the home of `community` that have something to show to `user`."""
    gathered = ((part, part.gather(community, user)) for part in PARTS)
    return [(part, content) for part, content in gathered if content is not None]
