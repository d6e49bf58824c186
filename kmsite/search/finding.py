"""Finding pages by their names and their text, the best first (`docs/decisions/`, search)."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db import connection

from kmsite.accounts.models import User
from kmsite.pages.models import Page
from kmsite.pages.permissions import readable_reaches
from kmsite.search.answers import COUNTED, RANKED, SIZE, Answer, Found
from kmsite.search.asking import Question
from kmsite.search.choosing import Choice
from kmsite.text.excerpts import marked, snippet
from kmsite.text.names import name_key

# The planner prices neither the words that it unpacks nor how many pages a prefix meets. Sent together, both
# statements are one transaction.
_BY_INDEX = "SET LOCAL enable_seqscan = off;"

GATHERED = 5000

# Of a word on most pages 5,000 hits are gathered, beside every title that has it; hits are counted to 1,000;
# the 300 best by a cheap order are ranked, because ranking reads a page's words. So no question is expensive.
# Weights are those of D, C, B, A; a longer text counts for less (1).
_FIND = """
WITH answer AS MATERIALIZED (
    (SELECT e.page_id, e.changed_at, true AS is_in_title FROM pages_searchentry e
    WHERE e.title @@ %(query)s::tsquery AND e.reach = ANY(%(reaches)s) {shelf} LIMIT %(counted)s)
    UNION
    (SELECT e.page_id, e.changed_at, e.title @@ %(query)s::tsquery FROM pages_searchentry e
    WHERE e.words @@ %(query)s::tsquery AND e.reach = ANY(%(reaches)s) {shelf} LIMIT %(gathered)s)
    UNION
    (SELECT e.page_id, e.changed_at, e.title @@ %(query)s::tsquery
    FROM pages_name n JOIN pages_searchentry e ON e.page_id = n.page_id
    WHERE n.key LIKE %(begins)s AND e.reach = ANY(%(reaches)s) {shelf} LIMIT %(counted)s)
), hit AS MATERIALIZED (
    SELECT page_id, is_in_title,
        page_id IN (SELECT n.page_id FROM pages_name n WHERE n.key = %(name)s) AS is_named
    FROM answer
    ORDER BY is_named DESC, is_in_title DESC, changed_at DESC, page_id DESC
    LIMIT %(counted)s
), best AS (
    SELECT hit.*, ts_rank('{{0.1, 0.3, 0.6, 1.0}}', e.words, %(query)s::tsquery, 1) AS rank
    FROM (SELECT * FROM hit LIMIT %(ranked)s) AS hit JOIN pages_searchentry e USING (page_id)
)
SELECT page_id, (SELECT count(*) FROM hit)
FROM best
ORDER BY is_named DESC, is_in_title DESC, rank DESC, page_id
OFFSET %(offset)s LIMIT %(size)s
"""

_OUTSIDE_THE_ARCHIVE = "AND NOT e.is_archived"


def find(
    reader: User | AnonymousUser, question: Question, choice: Choice | None = None, number: int = 1
) -> Answer:
    """Return screen `number`, counted from 1, of what `reader` may see of the answers, in three queries.

    What is in the archive answers only if it is chosen.
    """
    choice = choice or Choice()
    shelf = "" if choice.in_archive else _OUTSIDE_THE_ARCHIVE
    rows = _ranked(reader, question, shelf, offset=(number - 1) * SIZE) if question.words else []
    if number > 1 and not rows:
        return find(reader, question, choice)
    pages = Page.objects.visible_to(reader).select_related("rendering", "current__by", "parent__parent")
    pages = pages.defer("rendering__html", "rendering__toc", "current__body", "current__structure")
    by_id = pages.in_bulk([page for page, _total in rows])
    found = [_marked(by_id[page], question) for page, _total in rows if page in by_id]
    return Answer(found=found, total=rows[0][1] if rows else 0, number=number)


def _ranked(
    reader: User | AnonymousUser, question: Question, shelf: str, *, offset: int
) -> list[tuple[int, int]]:
    """Return (page id, total) rows in order."""
    name = name_key(question.text)
    parameters = {
        "query": question.tsquery(),
        "reaches": readable_reaches(reader),
        "name": name,
        "begins": name.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_") + "%",
        "ranked": RANKED,
        "counted": COUNTED + 1,
        "gathered": GATHERED,
        "offset": offset,
        "size": SIZE,
    }
    with connection.cursor() as cursor:
        cursor.execute(_BY_INDEX + _FIND.format(shelf=shelf), parameters)
        return cursor.fetchall()


def _marked(page: Page, question: Question) -> Found:
    text = page.rendering.text if hasattr(page, "rendering") else ""
    return Found(
        page=page,
        sections=_above(page),
        title=marked(page.title, question.words),
        passage=snippet(text, question.words),
    )


def _above(page: Page) -> list[Page]:
    """Return the parent and its parent, the nearest last: whoever may read a page may read those above."""
    parent = page.parent
    return [section for section in (parent.parent if parent else None, parent) if section]
