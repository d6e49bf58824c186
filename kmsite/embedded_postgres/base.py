"""Django's Postgres backend, which starts the embedded server before the first connection."""

from collections.abc import Iterable
from typing import Any

from django.db.backends.postgresql.base import DatabaseWrapper as PostgresWrapper
from django.db.backends.postgresql.client import DatabaseClient as PostgresClient

from kmsite.embedded_postgres.cluster import PORT, SUPERUSER
from kmsite.embedded_postgres.keeper import enter


class DatabaseClient(PostgresClient):
    """`manage.py dbshell` on the embedded server."""

    def runshell(self, parameters: Iterable[str]) -> None:
        """Start the server, then psql."""
        self.connection.get_connection_params()
        super().runshell(parameters)


class DatabaseWrapper(PostgresWrapper):
    """A connection to the cluster in `DIRECTORY`; `DURABLE: False` trades safety for speed in tests."""

    client_class = DatabaseClient

    def get_connection_params(self) -> dict[str, Any]:
        """Return the parameters for psycopg2, with the host where the running server listens."""
        described = self.settings_dict
        host = enter(described["DIRECTORY"], durable=described.get("DURABLE", True))
        described.update({"HOST": host, "PORT": PORT, "USER": SUPERUSER})
        return super().get_connection_params()
