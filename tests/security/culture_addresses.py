"""The addresses of the culture shift: rows of the table in `tests.security.addresses`.

In `{community}`, to which none of the six belongs, and in the organisation a round is open: `{round}`.
"""

from collections.abc import Callable

from tests.security.row import EVERYBODY, NO_SUCH_VERB, Row
from tests.security.statuses import ADMINISTRATORS, ADMINISTRATORS_SAY_NOTHING, ONLY_READ, SENT_ON, SIGNED_IN

ADMINISTRATORS_SENT_ON = "302 403 403 403 403 302"
MEMBERS = "302 403 403 403 403 403"
"""What nobody who does not belong may do, whatever they are on the site."""
SAY_NOTHING = "302 422 422 422 422 422"
ASKED_AGAIN = "422 422 422 422 422 422"
NOTHING_TO_SEE = "302 404 404 404 404 404"

_INSIDE, _OF_ALL = "communities/<pageslug:slug>/culture/", "culture/rounds/"
_ONE = "<int:number>/"


def _inside(tail: str, get: str, post: str = NO_SUCH_VERB) -> Row:
    return Row(f"/communities/{{community}}/culture/{tail}", get, post)


def _of_all(tail: str, get: str, post: str = ONLY_READ) -> Row:
    return Row(f"/culture/rounds/{tail}", get, post)


def _made_of(below: str, row: Callable[[str, str, str], Row], of_nobody: str) -> dict[str, Row]:
    """Return the rows of what is made of a round, here of an open one, of which nothing is made yet."""
    statement, commitment = f"{_ONE}statements/<int:place>/", f"{_ONE}commitments/<int:place>/"
    return {
        f"{below}over-time/": row("over-time/", NOTHING_TO_SEE, ONLY_READ),
        f"{below}{statement}": row("{round}/statements/1/", MEMBERS, MEMBERS),
        f"{below}{statement}take-back/": row("{round}/statements/1/take-back/", ONLY_READ, MEMBERS),
        f"{below}{_ONE}commitments/add/": row("{round}/commitments/add/", MEMBERS, MEMBERS),
        f"{below}{commitment}": row("{round}/commitments/1/", of_nobody, of_nobody),
        f"{below}{commitment}outcome/": row("{round}/commitments/1/outcome/", of_nobody, of_nobody),
        f"{below}{commitment}withdraw/": row("{round}/commitments/1/withdraw/", MEMBERS, MEMBERS),
    }


CULTURE = {
    "culture/": Row("/culture/", EVERYBODY),
    "culture/guide/": Row("/culture/guide/", SIGNED_IN),
    "culture/wording/": Row("/culture/wording/", SIGNED_IN),
    "culture/wording/new/": Row("/culture/wording/new/", ADMINISTRATORS, ADMINISTRATORS_SAY_NOTHING),
    **_made_of(_INSIDE, _inside, MEMBERS),
    **_made_of(_OF_ALL, _of_all, NOTHING_TO_SEE),
    "culture/alone/": Row("/culture/alone/", EVERYBODY, ASKED_AGAIN),
    "culture/alone/keep/": Row("/culture/alone/keep/", SENT_ON, ASKED_AGAIN),
    "culture/alone/picture.<str:extension>": Row("/culture/alone/picture.svg", NO_SUCH_VERB, ASKED_AGAIN),
    "me/culture/": Row("/me/culture/", SIGNED_IN, ONLY_READ),
    "me/culture/commitment/": Row("/me/culture/commitment/", SIGNED_IN, SAY_NOTHING),
    "me/culture/commitment/done/": Row("/me/culture/commitment/done/", ONLY_READ, SENT_ON),
    "me/culture/commitment/delete/": Row("/me/culture/commitment/delete/", ONLY_READ, SENT_ON),
    "me/culture/<int:id>/delete/": Row("/me/culture/0/delete/", NOTHING_TO_SEE, NOTHING_TO_SEE),
    "me/culture/delete/": Row("/me/culture/delete/", SIGNED_IN, SENT_ON),
    _INSIDE: _inside("", EVERYBODY),
    f"{_INSIDE}open/": _inside("open/", ADMINISTRATORS, ADMINISTRATORS_SAY_NOTHING),
    f"{_INSIDE}{_ONE}": _inside("{round}/", EVERYBODY),
    f"{_INSIDE}{_ONE}answer/": _inside("{round}/answer/", SENT_ON, MEMBERS),
    f"{_INSIDE}{_ONE}close/": _inside("{round}/close/", ADMINISTRATORS, ADMINISTRATORS_SENT_ON),
    f"{_INSIDE}{_ONE}picture.<str:extension>": _inside("{round}/picture.svg", MEMBERS, ONLY_READ),
    _OF_ALL: _of_all("", SIGNED_IN),
    f"{_OF_ALL}open/": _of_all("open/", ADMINISTRATORS, ADMINISTRATORS_SAY_NOTHING),
    f"{_OF_ALL}{_ONE}": _of_all("{round}/", SIGNED_IN),
    f"{_OF_ALL}{_ONE}answer/": _of_all("{round}/answer/", SIGNED_IN, SAY_NOTHING),
    f"{_OF_ALL}{_ONE}close/": _of_all("{round}/close/", ADMINISTRATORS, ADMINISTRATORS_SENT_ON),
    f"{_OF_ALL}{_ONE}picture.<str:extension>": _of_all("{round}/picture.svg", NOTHING_TO_SEE),
}
