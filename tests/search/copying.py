"""A large wiki at little cost: one that was filled, and copies of its pages made within the database."""

from django.db import connection, transaction

from kmsite.transfer.filling import writing
from kmsite.transfer.filling.site import fill, settle

_IDS = {
    "pages_page": ("id", "parent_id", "current_id"),
    "pages_revision": ("id", "page_id"),
    "pages_rendering": ("page_id", "revision_id"),
    "pages_searchentry": ("page_id", "section"),
    "pages_shown": ("page_id",),
}
"""The tables that are copied, and their columns in which ids of pages and of revisions stand."""
_TEXTS = {"pages_page": ("slug", "title", "title_key"), "pages_revision": ("title",)}
"""What a copy has with its number behind it."""
_WHICH = {"pages_revision": "WHERE id IN (SELECT current_id FROM pages_page)"}
_COLUMNS = """
SELECT attname FROM pg_attribute
WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
"""


def fill_many(pages, *, each, texts):
    """Fill a wiki with `pages` articles: `each` are composed, of `texts` texts, the rest are their copies."""
    fill(each, texts=texts)
    with transaction.atomic(), connection.cursor() as cursor:
        indexes = writing.begin(cursor)
        for table in _IDS:
            cursor.execute(_copies(cursor, table), [pages // each - 1])
        writing.count_words(cursor)
        writing.end(cursor, indexes)
    settle()


def _copies(cursor, table):
    """Return what copies the rows of a table so many times."""
    cursor.execute(_COLUMNS, [table])
    columns = [name for (name,) in cursor.fetchall()]
    return f"""
        INSERT INTO {table} ({", ".join(columns)}) SELECT {", ".join(_value(table, name) for name in columns)}
        FROM {table}, generate_series(1, %s) AS copy {_WHICH.get(table, "")}
    """


def _value(table, column):
    if column in _IDS[table]:
        return f"{column} + copy * 1000000"
    return f"{column} || '-' || copy" if column in _TEXTS.get(table, ()) else column
