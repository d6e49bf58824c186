"""The addresses of discussions: rows of the table in `tests.security.addresses`.

`{discussion}` is a question of two revisions, in an open community of somebody who is none of the six.
"""

from tests.security.row import EVERYBODY, NO_SUCH_VERB, Row
from tests.security.statuses import (
    EDITORS,
    EDITORS_ASKED_AGAIN,
    EDITORS_SENT_ON,
    ONLY_POST,
    SENT_ON,
    SIGNED_IN,
    WRITERS,
)

NO_ARTICLE = "302 404 404 404 404 404"
SAY_NOTHING = "302 422 422 422 422 422"
MODERATORS = "302 403 403 200 403 200"
MODERATORS_SAY_NOTHING = "302 403 403 422 403 422"
MODERATORS_SENT_ON = "302 403 403 302 403 302"
MODERATORS_ASKED_AGAIN = "302 403 403 409 403 409"


def _of_a_discussion(tail: str, get: str = EVERYBODY, post: str = NO_SUCH_VERB) -> Row:
    return Row(f"/discussions/{{discussion}}{tail}", get, post)


_ONE = "discussions/<pageslug:slug>"

DISCUSSIONS = {
    "discussions/": Row("/discussions/", EVERYBODY),
    "discussions/new/": Row("/discussions/new/", SIGNED_IN, SIGNED_IN),
    "discussions/similar/": Row("/discussions/similar/?q=pump", SIGNED_IN),
    "discussions/preview/": Row("/discussions/preview/", ONLY_POST, SIGNED_IN),
    "discussions/draft/": Row("/discussions/draft/", ONLY_POST, SENT_ON),
    "discussions/presence/": Row("/discussions/presence/?page={discussion}", ONLY_POST, MODERATORS),
    f"{_ONE}/": _of_a_discussion("/", EVERYBODY, SAY_NOTHING),
    f"{_ONE}.md": _of_a_discussion(".md"),
    f"{_ONE}.atom": _of_a_discussion(".atom"),
    f"{_ONE}/edit/": _of_a_discussion("/edit/", MODERATORS, MODERATORS),
    f"{_ONE}/state/": _of_a_discussion("/state/", MODERATORS, MODERATORS),
    f"{_ONE}/same-here/": _of_a_discussion("/same-here/", ONLY_POST, SENT_ON),
    f"{_ONE}/answers/<int:comment>/": _of_a_discussion("/answers/987654/", ONLY_POST, MODERATORS_SENT_ON),
    f"{_ONE}/harvest/": _of_a_discussion("/harvest/", SIGNED_IN),
    f"{_ONE}/harvest/article/": _of_a_discussion("/harvest/article/?take=question", WRITERS, WRITERS),
    f"{_ONE}/harvest/edit/": _of_a_discussion("/harvest/edit/?page=nowhere", NO_ARTICLE, NO_ARTICLE),
    f"{_ONE}/harvest/term/": _of_a_discussion("/harvest/term/?take=question", SIGNED_IN, SIGNED_IN),
    f"{_ONE}/language/": _of_a_discussion("/language/", MODERATORS, MODERATORS_SAY_NOTHING),
    f"{_ONE}/links/": _of_a_discussion("/links/"),
    f"{_ONE}/history/": _of_a_discussion("/history/"),
    f"{_ONE}/history/<int:number>/": _of_a_discussion("/history/1/"),
    f"{_ONE}/history/<int:number>/restore/": _of_a_discussion("/history/1/restore/", MODERATORS, MODERATORS),
    f"{_ONE}/history/<int:number>/undo/": _of_a_discussion("/history/2/undo/", MODERATORS, MODERATORS),
    f"{_ONE}/compare/": _of_a_discussion("/compare/?a=1&b=2", SENT_ON),
    f"{_ONE}/compare/<int:a>..<int:b>/": _of_a_discussion("/compare/1..2/"),
    f"{_ONE}/archive/": _of_a_discussion("/archive/", EDITORS, EDITORS_ASKED_AGAIN),
    f"{_ONE}/unarchive/": _of_a_discussion("/unarchive/", EDITORS_SENT_ON, EDITORS_SENT_ON),
    f"{_ONE}/trash/": _of_a_discussion("/trash/", MODERATORS, MODERATORS_ASKED_AGAIN),
    "communities/<pageslug:slug>/discussions/": Row("/communities/{community}/discussions/", EVERYBODY),
}
