"""A view survives a database connection that died, and asks nothing to find out."""

from contextlib import closing

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.make import make_article
from tests.people import make_user


def cut():
    """End the connection on the side of Postgres, as a restart does."""
    with closing(connection.copy()) as other, other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [connection.connection.info.backend_pid])


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_view_after_the_database_was_restarted_is_a_view(client):
    make_article(title="Pump", body="Text.", by=make_user("alice", "author"))
    assert client.get("/articles/pump/").status_code == 200
    cut()
    assert client.get("/articles/pump/").status_code == 200


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_the_query_itself_is_the_health_check(client):
    make_article(title="Pump", body="Text.", by=make_user("alice", "author"))
    client.get("/articles/pump/")
    assert connection.health_check_enabled
    connection.health_check_done = False
    connection.is_usable = None  # would be called by a check
    try:
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/articles/pump/").status_code == 200
    finally:
        del connection.is_usable
    assert len(queries) == 1
