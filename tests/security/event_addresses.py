"""The addresses of events and calendars: rows of the table in `tests.security.addresses`.

`{event}` stands in an open community; only administrators hold a role in it.
"""

from tests.security.row import EVERYBODY, NO_SUCH_VERB, Row
from tests.security.statuses import NOT_THERE, SENT_ON, SIGNED_IN

PLANNERS = "302 403 403 403 403 200"
PLANNERS_SENT_ON = "302 403 403 403 403 302"
MODERATORS = "302 403 403 200 403 200"
MODERATORS_SAY_NOTHING = "302 403 403 422 403 422"
MODERATORS_ASKED_AGAIN = "302 403 403 409 403 409"


def _of_an_event(tail: str, get: str = EVERYBODY, post: str = NO_SUCH_VERB) -> Row:
    return Row(f"/events/{{event}}{tail}", get, post)


EVENTS = {
    "events/": Row("/events/", EVERYBODY),
    "events/new/": Row("/events/new/", PLANNERS, PLANNERS),
    "communities/<pageslug:slug>/events/": Row("/communities/{community}/events/", EVERYBODY),
    "events/<pageslug:slug>/": _of_an_event("/"),
    "events/<pageslug:slug>.ics": _of_an_event(".ics"),
    "events/<pageslug:slug>.md": _of_an_event(".md"),
    "events/<pageslug:slug>.atom": _of_an_event(".atom"),
    "events/<pageslug:slug>/answer/": _of_an_event("/answer/", "302 405 405 405 405 405", SENT_ON),
    "events/<pageslug:slug>/edit/": _of_an_event("/edit/", MODERATORS, MODERATORS),
    "events/<pageslug:slug>/outcome/": _of_an_event("/outcome/", MODERATORS, MODERATORS),
    "events/<pageslug:slug>/cancel/": _of_an_event("/cancel/", MODERATORS, MODERATORS),
    "events/<pageslug:slug>/language/": _of_an_event("/language/", MODERATORS, MODERATORS_SAY_NOTHING),
    "events/<pageslug:slug>/links/": _of_an_event("/links/"),
    "events/<pageslug:slug>/history/": _of_an_event("/history/"),
    "events/<pageslug:slug>/history/<int:number>/": _of_an_event("/history/1/"),
    "events/<pageslug:slug>/history/<int:number>/restore/": _of_an_event(
        "/history/1/restore/", MODERATORS, MODERATORS
    ),
    "events/<pageslug:slug>/history/<int:number>/undo/": _of_an_event(
        "/history/2/undo/", MODERATORS, MODERATORS
    ),
    "events/<pageslug:slug>/compare/": _of_an_event("/compare/?a=1&b=2", SENT_ON),
    "events/<pageslug:slug>/compare/<int:a>..<int:b>/": _of_an_event("/compare/1..2/"),
    "events/<pageslug:slug>/trash/": _of_an_event("/trash/", MODERATORS, MODERATORS_ASKED_AGAIN),
    "calendar/<str:nonce>.ics": Row("/calendar/nothing.ics", NOT_THERE),
    "me/calendar/": Row("/me/calendar/", SIGNED_IN, SENT_ON),
}
