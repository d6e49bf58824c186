"""What a row of the table of addresses says."""

from typing import NamedTuple

EVERYBODY = "200 200 200 200 200 200"
NO_SUCH_VERB = "405 405 405 405 405 405"


class Row(NamedTuple):
    """An address that the route answers, with places for what is filled in, and the statuses."""

    path: str
    get: str
    post: str = NO_SUCH_VERB
