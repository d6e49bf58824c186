"""What was written, as Postgres counts it: rows of every table, also within a transaction."""

from collections import Counter

from django.db import connection

MAY_BE_WRITTEN = {
    "account_emailaddress": "allauth makes up for an account made at a console, before its page shows it",
    "cache_entry": "limits count there, and allauth takes a HEAD for an attempt to sign in",
}
"""The tables of which looking at a page may change a row, and why."""

_COUNTED = """
SELECT relname, pg_stat_get_xact_tuples_inserted(oid) + pg_stat_get_xact_tuples_updated(oid)
    + pg_stat_get_xact_tuples_deleted(oid)
FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace
"""


class Watch:
    """What Postgres wrote since somebody last asked: what was taken back counts too."""

    def __init__(self):
        self._rows = _counted()

    def news(self):
        """Return the names of the tables that were changed and should not have been."""
        before, self._rows = self._rows, _counted()
        return sorted((self._rows - before).keys() - MAY_BE_WRITTEN.keys())


def _counted():
    with connection.cursor() as cursor:
        cursor.execute(_COUNTED)
        return Counter(dict(cursor.fetchall()))
