"""The addresses of members: rows of the table in `tests.security.addresses`.

`{community}` is an open community that nobody but its founder belongs to, who is none of the six.
"""

from tests.security.row import NO_SUCH_VERB, Row
from tests.security.statuses import SENT_ON, SIGNED_IN

SAY_NOTHING = "302 422 422 422 422 422"
THEIR_OWN = "302 403 403 403 403 200"
THEIR_OWN_SAY_NOTHING = "302 403 403 403 403 422"
THEIR_OWN_FIND_NOTHING = "302 403 403 403 403 404"


def _here(tail: str, get: str = NO_SUCH_VERB, post: str = NO_SUCH_VERB) -> Row:
    return Row(f"/communities/{{community}}{tail}", get, post)


_ONE = "communities/<pageslug:slug>"

MEMBERS = {
    "me/communities/": Row("/me/communities/", SIGNED_IN),
    "leaderless/": Row("/leaderless/", THEIR_OWN, THEIR_OWN_SAY_NOTHING),
    f"{_ONE}/join/": _here("/join/", SIGNED_IN, SENT_ON),
    f"{_ONE}/join/withdraw/": _here("/join/withdraw/", post=SENT_ON),
    f"{_ONE}/leave/": _here("/leave/", SENT_ON, SENT_ON),
    f"{_ONE}/members/": _here("/members/", SIGNED_IN),
    f"{_ONE}/members/add/": _here("/members/add/", THEIR_OWN, THEIR_OWN_SAY_NOTHING),
    f"{_ONE}/members/<str:username>/take-out/": _here(
        "/members/founder/take-out/", THEIR_OWN, THEIR_OWN_SAY_NOTHING
    ),
    f"{_ONE}/requests/": _here("/requests/", THEIR_OWN),
    f"{_ONE}/requests/<int:number>/": _here("/requests/987654/", post=THEIR_OWN_FIND_NOTHING),
    f"{_ONE}/invitations/": _here("/invitations/", THEIR_OWN, THEIR_OWN_SAY_NOTHING),
    f"{_ONE}/invitations/<int:number>/withdraw/": _here(
        "/invitations/987654/withdraw/", post=THEIR_OWN_FIND_NOTHING
    ),
    f"{_ONE}/roles/": _here("/roles/", SIGNED_IN),
    f"{_ONE}/roles/<str:username>/": _here("/roles/founder/", SIGNED_IN, SAY_NOTHING),
    f"{_ONE}/roles/<str:username>/end/": _here("/roles/founder/end/", post=SAY_NOTHING),
}
