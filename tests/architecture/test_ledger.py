"""The ledger is append-only: one module adds to it, and only what ends or cleans a page may touch a row."""

import ast
import re

import pytest

from tests.architecture.sources import modules
from tests.architecture.test_revisions import CHANGING, is_text, names_in

ADDS = {"kmsite.pages.told.ledger"}
ENDS = {"kmsite.pages.endings.purging", "kmsite.pages.endings.removing"}
ADDING = {"create", "bulk_create", "get_or_create", "update_or_create", "acreate", "abulk_create"}
ADDED_IN_SQL = re.compile(r"\bINSERT INTO\s+pages_ledgerentry\b", re.I)
CHANGED_IN_SQL = re.compile(
    r"\b(UPDATE|DELETE FROM|TRUNCATE|MERGE INTO)\s+(TABLE\s+|ONLY\s+)*pages_ledgerentry\b", re.I
)
MEANT = {"LedgerEntry", "LedgerQuerySet", "deeds", "deed"}


def writes(tree, calls, sql):
    """Yield the line of each call of `calls` on deeds, and of each statement like `sql`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in calls:
            if "LedgerEntry" in names_in(node.func.value) or _made_by_hand(node):
                yield node.lineno
        elif is_text(node) and sql.search(node.value):
            yield node.lineno


def _made_by_hand(call):
    """Tell whether a row that was fetched, `deed.save()` or `page.deeds.all().delete()`, is written to."""
    names = set(names_in(call.func.value))
    return bool(names & MEANT) and call.func.attr in CHANGING | ADDING


def found(calls, sql):
    return {name for name, _path, tree in modules() if list(writes(tree, calls, sql))}


def test_one_module_adds_to_the_ledger():
    assert found(ADDING, ADDED_IN_SQL) == ADDS


def test_nothing_but_purging_and_removing_changes_or_ends_a_deed():
    assert found(CHANGING - ADDING, CHANGED_IN_SQL) <= ENDS


@pytest.mark.parametrize(
    "source",
    [
        "LedgerEntry.objects.filter(page=page).update(about={})",
        "LedgerEntry.objects.all().delete()",
        "page.deeds.all().delete()",
        "deed.save()",
        "cursor.execute('DELETE FROM pages_ledgerentry')",
        "cursor.execute('update only pages_ledgerentry set about = %s')",
    ],
)
def test_the_walk_would_complain_of_changes(source):
    assert list(writes(ast.parse(source), CHANGING, CHANGED_IN_SQL)) == [1]


@pytest.mark.parametrize(
    "source",
    [
        "LedgerEntry.objects.create(verb='created')",
        "LedgerEntry.objects.bulk_create(rows)",
        "page.deeds.create(verb='created')",
        "cursor.execute('INSERT INTO pages_ledgerentry (verb) VALUES (1)')",
    ],
)
def test_the_walk_would_complain_of_rows_from_elsewhere(source):
    assert list(writes(ast.parse(source), ADDING, ADDED_IN_SQL)) == [1]
