"""A revision ends or changes in two ways only: its page is purged, or a secret is removed from it."""

import ast
import re

import pytest

from tests.architecture.sources import modules

MAY = {"kmsite.pages.endings.purging", "kmsite.pages.endings.removing"}
CHANGING = {
    "update",
    "delete",
    "bulk_update",
    "update_or_create",
    "_raw_delete",
    "save",
    "adelete",
    "aupdate",
}
PAGES = {"Page", "Article", "Term"}
IN_SQL = re.compile(r"\b(UPDATE|DELETE FROM|TRUNCATE|MERGE INTO)\s+(TABLE\s+|ONLY\s+)*pages_revision\b", re.I)
CASCADING = re.compile(r"\b(DELETE FROM|TRUNCATE)\s+(TABLE\s+|ONLY\s+)*pages_page\b", re.I)


def names_in(node):
    """Yield every name and attribute that an expression is made of."""
    for part in ast.walk(node):
        if isinstance(part, ast.Name):
            yield part.id
        elif isinstance(part, ast.Attribute):
            yield part.attr


def means_revisions(expression):
    """Tell whether what is written to looks like revisions, or like pages, with which they would end."""
    names = set(names_in(expression))
    return bool(names & {"Revision", "revisions", "revision", "current", "RevisionQuerySet"})


def breaches(tree):
    """Yield the line of everything that changes or ends a revision."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CHANGING:
            written = node.func.value
            ends_pages = "delete" in node.func.attr and PAGES & set(names_in(written))
            if means_revisions(written) or ends_pages:
                yield node.lineno
        elif is_text(node) and (IN_SQL.search(node.value) or CASCADING.search(node.value)):
            yield node.lineno


def is_text(node):
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def test_only_purging_and_removing_change_or_end_a_revision():
    found = {name: lines for name, _path, tree in modules() if (lines := list(breaches(tree)))}
    assert set(found) <= MAY, {name: lines for name, lines in found.items() if name not in MAY}
    assert set(found) == MAY, "and the test sees them do it"


@pytest.mark.parametrize(
    "source",
    [
        "Revision.objects.filter(page=page).update(body='')",
        "Revision.objects.all().delete()",
        "page.revisions.filter(number=1).delete()",
        "page.current.save()",
        "revision.save(update_fields=['body'])",
        "Revision.objects.bulk_update(rows, ['body'])",
        "cursor.execute('UPDATE pages_revision SET body = %s')",
        "cursor.execute(f'DELETE FROM pages_revision WHERE page_id = {page}')",
        "Page.objects.filter(pk=1).delete()",
        "Article.objects.all()._raw_delete('default')",
        "cursor.execute('delete from only pages_page')",
    ],
)
def test_the_walk_would_complain(source):
    assert list(breaches(ast.parse(source))) == [1]


def test_what_only_reads_or_adds_is_no_breach():
    source = "Revision.objects.create(page=page)\npage.revisions.filter(number=1).first()\nlinks.delete()"
    assert list(breaches(ast.parse(source))) == []
