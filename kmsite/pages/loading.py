"""Filling the wiki with many pages at once, to see how it behaves when it is large.

Each statement makes many rows, because inserting through the models takes ten times as long. What they write
is what `editing.create` would have written, and `check_integrity` says so.
"""

from __future__ import annotations

import json
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from kmsite.pages.deriving import contents
from kmsite.pages.index.languages import site_language
from kmsite.pages.ledger import OF_REVISIONS
from kmsite.pages.models import Page
from kmsite.text.folding import fold
from kmsite.text.rendering import render

TEXTS = 40
"""How many different texts there are; each page has one of them."""
FAMILY = 21
"""Every page at the top has twenty below it."""

_SUBJECTS = (
    "Knowledge",
    "Learning",
    "Practice",
    "Leadership",
    "Community",
    "Harvest",
    "Mentoring",
    "Culture",
)

_TABLES = """
CREATE TEMP TABLE filling_text (
    n integer, body text, html text, toc jsonb, text text, headings tsvector, words tsvector
);
CREATE TEMP TABLE filling_link (n integer, key text, anchor text);
CREATE TEMP TABLE filling (page bigint, place integer, n integer);
"""
_WITHOUT_TABLES = "DROP TABLE filling_text, filling_link, filling"
_TEXT = """
INSERT INTO filling_text VALUES (%(n)s, %(body)s, %(html)s, %(toc)s, %(text)s,
    setweight(to_tsvector(%(language)s::regconfig, %(headings)s), 'B'),
    setweight(to_tsvector(%(language)s::regconfig, %(folded)s), 'D'))
"""
_LINK = "INSERT INTO filling_link VALUES (%s, %s, %s)"

_MAKE_PAGES = """
WITH made AS (
    INSERT INTO pages_page
        (kind, slug, title, title_key, lede, parent_id, position, reach, created_at, changed_at)
    SELECT 'article', 'filled-page-' || place, 'Filled page ' || place, 'filled page ' || place, '', {parent},
        place, 0, %(at)s - place * interval '1 second', %(at)s - place * interval '1 second'
    FROM generate_series(%(first)s::integer, %(last)s::integer) AS place {below}
    WHERE (place - 1) %% %(family)s {depth} 0 ORDER BY place
    RETURNING id, position
)
INSERT INTO filling SELECT id, position, position %% %(texts)s FROM made
"""
_TOP = {"parent": "NULL", "below": "", "depth": "="}
_BELOW = {
    "parent": "above.id",
    "below": """JOIN pages_page above ON above.kind = 'article'
        AND above.slug = 'filled-page-' || (place - (place - 1) %% %(family)s)""",
    "depth": "<>",
}
_REST = (
    f"""WITH saved AS (
        INSERT INTO pages_revision
            (page_id, number, by_id, at, summary, minor, title, body, structure, sha256, key)
        SELECT p.id, 1, %(by)s, p.changed_at, '', FALSE, p.title, t.body, '{{"lede": "", "tags": []}}',
            encode(sha256(convert_to(t.body, 'UTF8')), 'hex'), ''
        FROM filling f JOIN filling_text t USING (n) JOIN pages_page p ON p.id = f.page ORDER BY p.id
        RETURNING id, page_id, number, by_id, at
    )
    {OF_REVISIONS}""",  # noqa: S608 (constants)
    """UPDATE pages_page p SET current_id = r.id FROM filling f JOIN pages_revision r ON r.page_id = f.page
    WHERE p.id = f.page""",
    """INSERT INTO pages_name (page_id, text, key, kind, "case", autolink)
    SELECT p.id, p.title, p.title_key, 'title', 'any', 'manual'
    FROM filling f JOIN pages_page p ON p.id = f.page ORDER BY p.id""",
    """INSERT INTO pages_rendering (page_id, revision_id, html, toc, text)
    SELECT p.id, p.current_id, t.html, t.toc, t.text
    FROM filling f JOIN filling_text t USING (n) JOIN pages_page p ON p.id = f.page ORDER BY p.id""",
    """INSERT INTO pages_searchentry (page_id, reach, kind, changed_at, title, words)
    SELECT p.id, p.reach, p.kind, p.changed_at, named, named || t.headings || t.words
    FROM filling f JOIN filling_text t USING (n) JOIN pages_page p ON p.id = f.page,
        setweight(to_tsvector(%(language)s::regconfig, p.title_key), 'A') AS named ORDER BY p.id""",
    """INSERT INTO pages_link (source_id, target_id, key, anchor)
    SELECT f.page, (SELECT page_id FROM pages_name m WHERE m.key = l.key ORDER BY page_id LIMIT 1),
        l.key, l.anchor
    FROM filling f JOIN filling_link l USING (n) ORDER BY f.page, l.key""",
    """UPDATE pages_link l SET target_id = f.page FROM filling f JOIN pages_page p ON p.id = f.page
    WHERE l.target_id IS NULL AND l.key = p.title_key""",
    "INSERT INTO pages_shown (page_id, version) SELECT page, 1 FROM filling ORDER BY page",
)


def fill(count: int, by: Any = None) -> None:
    """Add `count` articles in families of a page and twenty below it, written by `by`, some linked to others.

    Several thousand pages a second. For benchmarks and tests: it assumes that nobody else writes meanwhile.
    """
    first = Page.objects.filter(slug__startswith="filled-page-").count() + 1
    numbers = {"first": first, "last": first + count - 1, "family": FAMILY, "texts": TEXTS}
    parameters = numbers | {"by": by and by.pk, "at": timezone.now(), "language": site_language()}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_TABLES)
        for n in range(TEXTS):
            _write_text(cursor, n)
        for layer in (_TOP, _BELOW):
            cursor.execute(_MAKE_PAGES.format(**layer), parameters)
        for statement in _REST:
            cursor.execute(statement, parameters)
        cursor.execute(_WITHOUT_TABLES)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _write_text(cursor: Any, n: int) -> None:
    body = _body(n)
    rendered = render(body)
    headings = "\n".join(["", *(heading.text for heading in rendered.toc)])
    cursor.execute(
        _TEXT,
        {
            "n": n,
            "body": body,
            "html": rendered.html,
            "toc": json.dumps(contents(rendered.toc)),
            "text": rendered.text,
            "language": site_language(),
            "headings": fold(headings),
            "folded": fold(rendered.text),
        },
    )
    cursor.executemany(_LINK, sorted({(n, link.key, link.anchor) for link in rendered.links}))


def _body(n: int) -> str:
    """Return a text of about three kilobytes with headings, a list, a table and links."""
    subject, other = _SUBJECTS[n % len(_SUBJECTS)], _SUBJECTS[n // len(_SUBJECTS)]
    lines = [f"{subject} and {other.lower()} in everyday work, told as number {n}.", ""]
    for part in range(1, 6):
        lines += [
            f"## {subject} in part {part}",
            "",
            f"People share {subject.lower()} when they **meet**, write and ask; see "
            f"[[Filled page {(n * 7 + part) % 200 + 1}]] and [[A page nobody wrote {n % 10}]]. " * 2,
            "",
            f"* {other} grows with use\n* {subject} is lost with people\n* What is written can be found",
            "",
            f"| Question | Answer |\n| --- | --- |\n| Who knows {other.lower()}? | Ask in part {part} |",
            "",
        ]
    return "\n".join(lines)
