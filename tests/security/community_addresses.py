"""The addresses of communities: rows of the table in `tests.security.addresses`.

`{community}` is an open community that none of the six belongs to, `{discussion}` and `{event}` stand in it.
"""

from tests.security.discussion_addresses import DISCUSSIONS
from tests.security.event_addresses import EVENTS
from tests.security.member_addresses import MEMBERS
from tests.security.row import EVERYBODY, NO_SUCH_VERB, Row
from tests.security.statuses import (
    EDITORS,
    EDITORS_ASKED_AGAIN,
    EDITORS_SENT_ON,
    ONLY_POST,
    SENT_ON,
    SIGNED_IN,
)

THEIR_OWN = "302 403 403 403 403 200"
"""Those who lead the community, and administrators."""
THEIR_OWN_SAY_NOTHING = "302 403 403 403 403 422"
THEIR_OWN_SENT_ON = "302 403 403 403 403 302"
THEIR_OWN_FILES = "302 403 403 403 403 422"
NO_SUCH_SHELF = "404 404 404 404 404 404"
NOT_THEIRS = "302 404 404 404 404 404"
THEIR_OWN_STAGE = "403 403 403 403 403 200"


def _of_a_community(tail: str, get: str = EVERYBODY, post: str = NO_SUCH_VERB) -> Row:
    return Row(f"/communities/{{community}}{tail}", get, post)


COMMUNITIES = {
    **DISCUSSIONS,
    **EVENTS,
    **MEMBERS,
    "communities/": Row("/communities/", EVERYBODY),
    "communities/new/": Row("/communities/new/", SIGNED_IN, SIGNED_IN),
    "communities/draft/": Row("/communities/draft/", ONLY_POST, SENT_ON),
    "communities/<pageslug:slug>/": _of_a_community("/"),
    "communities/<pageslug:slug>.md": _of_a_community(".md"),
    "communities/<pageslug:slug>.atom": _of_a_community(".atom"),
    "communities/<pageslug:slug>/charter/": _of_a_community("/charter/"),
    "communities/<pageslug:slug>/edit/": _of_a_community("/edit/", THEIR_OWN, THEIR_OWN),
    "communities/<pageslug:slug>/open/": _of_a_community("/open/", ONLY_POST, EDITORS_SENT_ON),
    "communities/<pageslug:slug>/decline/": _of_a_community("/decline/", EDITORS_SENT_ON, EDITORS_SENT_ON),
    "communities/<pageslug:slug>/stage/": _of_a_community("/stage/", EVERYBODY, THEIR_OWN_STAGE),
    "communities/<pageslug:slug>/settings/": _of_a_community("/settings/", THEIR_OWN, THEIR_OWN),
    "communities/<pageslug:slug>/archive/": _of_a_community("/archive/", THEIR_OWN, THEIR_OWN),
    "communities/<pageslug:slug>/unarchive/": _of_a_community("/unarchive/", ONLY_POST, THEIR_OWN_SENT_ON),
    "communities/<pageslug:slug>/figures/": _of_a_community("/figures/", THEIR_OWN),
    "communities/<pageslug:slug>/files/": _of_a_community("/files/", EVERYBODY, THEIR_OWN_FILES),
    "communities/<pageslug:slug>/language/": _of_a_community("/language/", THEIR_OWN, THEIR_OWN_SAY_NOTHING),
    "communities/<pageslug:slug>/links/": _of_a_community("/links/"),
    "communities/<pageslug:slug>/history/": _of_a_community("/history/"),
    "communities/<pageslug:slug>/history/<int:number>/": _of_a_community("/history/1/"),
    "communities/<pageslug:slug>/history/<int:number>/restore/": _of_a_community(
        "/history/1/restore/", THEIR_OWN, THEIR_OWN
    ),
    "communities/<pageslug:slug>/history/<int:number>/undo/": _of_a_community(
        "/history/2/undo/", THEIR_OWN, THEIR_OWN
    ),
    "communities/<pageslug:slug>/compare/": _of_a_community("/compare/?a=1&b=2", SENT_ON),
    "communities/<pageslug:slug>/compare/<int:a>..<int:b>/": _of_a_community("/compare/1..2/"),
    "communities/<pageslug:slug>/shelf/": _of_a_community("/shelf/"),
    "communities/<pageslug:slug>/shelf/new/": _of_a_community("/shelf/new/", THEIR_OWN, THEIR_OWN_FILES),
    "communities/<pageslug:slug>/looks-after/": _of_a_community("/looks-after/", EVERYBODY, THEIR_OWN_FILES),
    "shelves/<int:id>/": Row("/shelves/987654/", NO_SUCH_SHELF),
    "shelves/<int:id>/<int:number>/": Row("/shelves/987654/1/", NO_SUCH_SHELF),
    "shelves/<int:id>/print/": Row("/shelves/987654/print/", NO_SUCH_SHELF),
    "shelves/<int:id>/edit/": Row("/shelves/987654/edit/", NOT_THEIRS, NOT_THEIRS),
    "shelves/<int:id>/move/": Row("/shelves/987654/move/", ONLY_POST, NOT_THEIRS),
    "shelves/<int:id>/remove/": Row("/shelves/987654/remove/", ONLY_POST, NOT_THEIRS),
    "shelves/<int:id>/add/": Row("/shelves/987654/add/", NOT_THEIRS, NOT_THEIRS),
    "shelves/<int:id>/items/<int:item>/": Row("/shelves/987654/items/1/", NOT_THEIRS, NOT_THEIRS),
    "shelves/<int:id>/items/<int:item>/move/": Row("/shelves/987654/items/1/move/", ONLY_POST, NOT_THEIRS),
    "shelves/<int:id>/items/<int:item>/remove/": Row(
        "/shelves/987654/items/1/remove/", ONLY_POST, NOT_THEIRS
    ),
    "stewardship/": Row("/stewardship/", SIGNED_IN),
    "communities/<pageslug:slug>/trash/": _of_a_community("/trash/", EDITORS, EDITORS_ASKED_AGAIN),
}
