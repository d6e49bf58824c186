"""The addresses of communities: rows of the table in `tests.security.addresses`.

`{community}` is an open community that none of the six belongs to, `{discussion}` and `{event}` stand in it.
"""

from tests.security.row import EVERYBODY, NO_SUCH_VERB, Row


def _of_a_community(tail: str, get: str = EVERYBODY, post: str = NO_SUCH_VERB) -> Row:
    return Row(f"/communities/{{community}}{tail}", get, post)


COMMUNITIES = {
    "communities/": Row("/communities/", EVERYBODY),
    "communities/<pageslug:slug>/": _of_a_community("/"),
}
