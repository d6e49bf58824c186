"""Writing the rows of a filled wiki, and what follows from all of them together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from kmsite.pages.index import entries
from kmsite.pages.index.languages import site_language
from kmsite.pages.names.naming import KINDS, winners_of
from kmsite.transfer.filling.composing import COLUMNS, Composed
from kmsite.transfer.filling.copying import copy

_BEGIN = """
DROP TABLE IF EXISTS filling_link;
CREATE TEMP TABLE filling_link (source bigint, key text COLLATE "C", anchor text) ON COMMIT DROP
"""
_LEAD = """
ANALYZE filling_link, pages_page, pages_name;
INSERT INTO pages_link (source_id, target_id, key, anchor)
SELECT f.source, meant.winner, f.key, f.anchor
FROM filling_link f LEFT JOIN ({won}) AS meant ON meant.source = f.source AND meant.key = f.key
ORDER BY f.source, f.key
"""
_PAIRS = "SELECT DISTINCT source, key FROM filling_link"
_HEAL = """
UPDATE pages_link l SET target_id = meant.winner FROM ({won}) AS meant
WHERE l.target_id IS NULL AND l.source_id = meant.source AND l.key = meant.key
"""
_RED = "SELECT source_id, key FROM pages_link WHERE target_id IS NULL"
_GIN = """
SELECT indexname, indexdef FROM pg_indexes
WHERE schemaname = current_schema() AND tablename = 'pages_searchentry' AND indexdef LIKE '%USING gin%'
"""
_COUNT = """
UPDATE pages_word w SET pages = counted.ndoc, public_pages = coalesce(open.ndoc, 0)
FROM ts_stat('SELECT words FROM pages_searchentry WHERE reach IN (0, -1)') AS counted
LEFT JOIN ts_stat('SELECT words FROM pages_searchentry WHERE reach = 0') AS open USING (word)
WHERE counted.word = (tsvector_to_array(to_tsvector(%s::regconfig, w.word)))[1]
"""
_DRAW = "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"


def draw(cursor: Any, table: str, number: int) -> list[int]:
    """Return `number` new ids of `table`."""
    cursor.execute(_DRAW, [table, number])
    return [id for (id,) in cursor.fetchall()]


def begin(cursor: Any) -> list[str]:
    """Make a temporary table and take the word indexes away; return what makes these again.

    A GIN index is built in a tenth of the time that it takes to grow.
    """
    cursor.execute(_BEGIN)
    cursor.execute(_GIN)
    found = cursor.fetchall()
    for name, _definition in found:
        cursor.execute(f'DROP INDEX "{name}"')
    return [definition for _name, definition in found]


def write(cursor: Any, done: Composed) -> None:
    """Write some pages as `composing.compose` made them."""
    for table, columns in COLUMNS.items():
        if table in done.rows:
            copy(cursor, table, columns, [done.rows[table]])
    cursor.execute(entries.write(), entries.parameters(done.words))


def write_rows(cursor: Any, columns: Mapping[str, str], rows: Iterable[tuple[str, str]]) -> None:
    """Write `rows`, pairs of a table and a line, into the `columns` of each table."""
    lines: dict[str, list[str]] = {table: [] for table in columns}
    for table, line in rows:
        lines[table].append(line)
    for table, written in lines.items():
        copy(cursor, table, columns[table], written)


def lead(cursor: Any, *, heals: bool) -> None:
    """Let every link lead where it means; where it `heals`, red links of other pages as well."""
    asked = {"kinds": KINDS}
    cursor.execute(_LEAD.format(won=winners_of(_PAIRS)), asked)
    if heals:
        cursor.execute(_HEAL.format(won=winners_of(_RED)), asked)


def count_words(cursor: Any) -> None:
    """Count on how many pages each word of the lexicon stands, all at once: `recounting` asks for each."""
    cursor.execute(_COUNT, [site_language()])


def end(cursor: Any, indexes: Iterable[str]) -> None:
    """Make the word indexes again."""
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # no index is made while rows wait to be checked
    cursor.execute("SET LOCAL maintenance_work_mem = '512MB'")
    for definition in indexes:
        cursor.execute(definition)
    cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    cursor.execute("ANALYZE")
