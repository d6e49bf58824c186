"""The addresses of members: rows of the table in `tests.security.addresses`.

`{community}` is an open community that nobody but the author belongs to, who leads and facilitates it.
"""

from tests.security.row import NO_SUCH_VERB, Row

SENT_ON = "302 302 302 302 302 302"
SIGNED_IN = "302 200 200 200 200 200"
SAY_NOTHING = "302 422 422 422 422 422"
ONLY_MEMBERS = "302 302 200 302 302 302"
NOT_THE_LAST_FACILITATOR = "302 302 422 302 302 302"
THEIR_OWN = "302 403 200 403 403 200"
THEIR_OWN_SAY_NOTHING = "302 403 422 403 403 422"
THEIR_OWN_FIND_NOTHING = "302 403 404 403 403 404"
NOT_ONESELF = "302 403 302 403 403 200"
NOT_ONESELF_SAY_NOTHING = "302 403 302 403 403 422"


def _here(tail: str, get: str = NO_SUCH_VERB, post: str = NO_SUCH_VERB) -> Row:
    return Row(f"/communities/{{community}}{tail}", get, post)


_ONE = "communities/<pageslug:slug>"

MEMBERS = {
    "me/communities/": Row("/me/communities/", SIGNED_IN),
    f"{_ONE}/join/": _here("/join/", SIGNED_IN, SENT_ON),
    f"{_ONE}/join/withdraw/": _here("/join/withdraw/", post=SENT_ON),
    f"{_ONE}/leave/": _here("/leave/", ONLY_MEMBERS, NOT_THE_LAST_FACILITATOR),
    f"{_ONE}/members/": _here("/members/", SIGNED_IN),
    f"{_ONE}/members/add/": _here("/members/add/", THEIR_OWN, THEIR_OWN_SAY_NOTHING),
    f"{_ONE}/members/<str:username>/take-out/": _here(
        "/members/alice/take-out/", NOT_ONESELF, NOT_ONESELF_SAY_NOTHING
    ),
    f"{_ONE}/requests/": _here("/requests/", THEIR_OWN),
    f"{_ONE}/requests/<int:number>/": _here("/requests/987654/", post=THEIR_OWN_FIND_NOTHING),
    f"{_ONE}/invitations/": _here("/invitations/", THEIR_OWN, THEIR_OWN_SAY_NOTHING),
    f"{_ONE}/invitations/<int:number>/withdraw/": _here(
        "/invitations/987654/withdraw/", post=THEIR_OWN_FIND_NOTHING
    ),
    f"{_ONE}/roles/": _here("/roles/", SIGNED_IN),
    f"{_ONE}/roles/<str:username>/": _here("/roles/alice/", SIGNED_IN, SAY_NOTHING),
    f"{_ONE}/roles/<str:username>/end/": _here("/roles/alice/end/", post=SAY_NOTHING),
}
