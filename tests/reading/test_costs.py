"""What a view costs is pinned, and does not grow with the wiki."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.make import make_article


def counted(act):
    with CaptureQueriesContext(connection) as queries:
        answer = act()
    return answer.status_code, len(queries)


def views(reader, address):
    """Return (status, queries) of a cold view, a warm one and one of a reader who has the page."""
    cold = counted(lambda: reader.get(address))
    warm = counted(lambda: reader.get(address))
    tag = {"if-none-match": reader.get(address).headers["ETag"]}
    return cold, warm, counted(lambda: reader.get(address, headers=tag))


@pytest.fixture
def grow(alice):
    """Write more of everything that a frame shows: siblings, children, links, tags."""

    def write(first, last):
        tags = [f"tag{number}" for number in range(last)]
        for number in range(first, last):
            make_article(title=f"Part {number}", body="Text.", by=alice.user)
        body = "\n\n".join(
            f"## H{number}\n\n[[Part {number}]] [[Missing {number}]]" for number in range(last)
        )
        hub = make_article(title=f"Hub {last}", body=body, by=alice.user, tags=tags)
        for number in range(last):
            make_article(title=f"Child {number}", body="Text.", by=alice.user, parent=hub)
        return f"/articles/hub-{last}/"

    return write


def test_a_view_costs_one_query_and_a_first_view_six_with_ten_times_the_content_too(anonymous, alice, grow):
    for address in (grow(0, 3), grow(3, 30)):
        for reader in (anonymous, alice):
            cold, warm, again = views(reader, address)
            assert cold == (200, 6)
            assert warm == (200, 1)
            assert again == (304, 1)
