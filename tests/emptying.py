"""The tables as the migrations left them, again after each test that really wrote: in two questions."""

from django.db import connection, transaction

KEPT = "as_migrated"
"""The schema with copies of the tables that the migrations filled."""

_IS_FILLED = 'EXISTS (SELECT FROM "{table}")'
_IS_EMPTY = 'NOT EXISTS (SELECT FROM "{table}")'
_HAS_CHANGED = (
    'EXISTS (TABLE "{table}" EXCEPT ALL TABLE {kept}."{table}") '
    'OR EXISTS (TABLE {kept}."{table}" EXCEPT ALL TABLE "{table}")'
)


def keep_what_the_migrations_wrote():
    """Copy it, and let Django's flush go back to it.

    By itself Django truncates all tables, written or not, and saves the rows of the migrations one by one.
    """
    with connection.cursor() as cursor:
        tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
        filled = _of_which(cursor, dict.fromkeys(tables, _IS_FILLED))
        cursor.execute(f"DROP SCHEMA IF EXISTS {KEPT} CASCADE; CREATE SCHEMA {KEPT}")
        for table in filled:
            cursor.execute(f'CREATE TABLE {KEPT}."{table}" AS TABLE "{table}"')
    questions = {table: _HAS_CHANGED if table in filled else _IS_FILLED for table in tables}
    type(connection.ops).execute_sql_flush = lambda _ops, _statements: _go_back(questions, filled)
    for place in (connection, type(connection)):  # in Playwright's loop Django opens another connection
        place._test_serialized_contents = "[]"


def empty(*tables):
    """Empty `tables` with all that refers to them, but for what the migrations wrote there."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"TRUNCATE {', '.join(tables)} CASCADE")
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [KEPT])
        filled = _of_which(cursor, dict.fromkeys((name for (name,) in cursor.fetchall()), _IS_EMPTY))
        for table in filled:
            cursor.execute(f'INSERT INTO "{table}" TABLE {KEPT}."{table}"')
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


@transaction.atomic
def _go_back(questions, filled):
    """Empty the tables in which a test left something; fill those again that the migrations had filled."""
    with connection.cursor() as cursor:
        touched = _of_which(cursor, questions)
        acts = [f'DELETE FROM "{table}"' for table in touched]
        acts += [f'INSERT INTO "{table}" TABLE {KEPT}."{table}"' for table in touched if table in filled]
        if acts:
            cursor.execute("; ".join(acts))


def _of_which(cursor, questions):
    """Return the tables whose question is answered with yes."""
    asked = ", ".join(ask.format(table=table, kept=KEPT) for table, ask in questions.items())
    cursor.execute(f"SELECT {asked}")
    return [table for table, yes in zip(questions, cursor.fetchone(), strict=True) if yes]
