"""Who may see what is asked of an index, however large the wiki: the plans of Postgres say so."""

import json

import pytest
from django.db import connection
from django.db.models import Count
from django.test.utils import CaptureQueriesContext

from kmsite.pages.models import Link, Page, PageTag, Word
from kmsite.search.statement import BY_INDEX
from kmsite.transfer.filling.site import fill, settle
from tests.emptying import empty
from tests.people import Person, make_user

PAGES, AUDIENCES, MINE = 100_000, 1_000, 50
LARGE = {"pages_page", "pages_revision", "pages_searchentry", "pages_name", "pages_link"}

# Every second section is for one of the audiences.
_HIDE = f"""
INSERT INTO pages_audience (name) SELECT 'Audience ' || n FROM generate_series(1, {AUDIENCES}) AS n;
UPDATE pages_page p SET reach = chosen.reach, audience_id = chosen.reach FROM (
    SELECT id, first + family % {AUDIENCES} AS reach
    FROM (SELECT id, coalesce(parent_id, id) AS family FROM pages_page) AS kin,
        (SELECT min(id) AS first FROM pages_audience WHERE id > 0) AS made
    WHERE family % 2 = 0
) AS chosen WHERE chosen.id = p.id;
UPDATE pages_searchentry e SET reach = p.reach FROM pages_page p
    WHERE p.id = e.page_id AND e.reach <> p.reach;
INSERT INTO pages_audiencemember (audience_id, user_id)
    SELECT id, :person FROM pages_audience WHERE id > 0 ORDER BY id LIMIT {MINE};
"""

ASKED = [
    "/",
    "/articles/",
    "/articles/?view=changes",
    "/changes/",
    "/changes.atom",
    "/tags/{tag}/",
    "/search/?q=organisational",
    "/search/?q={rare}",
    "/suggest/?q=org",
    "/articles/{page}/links/",
    "/articles/{page}/",
    "/articles/nothing-here/",
]


@pytest.fixture(scope="module")
def reader(django_db_setup, django_db_blocker):
    """A reader in 50 of 1,000 audiences, in a wiki of 100,000 pages; all of it is taken away again."""
    with django_db_blocker.unblock():
        connection.close()  # a session that saw these tables empty checks foreign keys by reading them whole
        somebody = make_user("reader-of-many", "reader")
        fill(PAGES, by=somebody, median=800, texts=40)
        with connection.cursor() as cursor:
            cursor.execute(_HIDE.replace(":person", str(somebody.pk)))
        settle()
        yield somebody
        empty("pages_page", "pages_revision", "pages_tag", "pages_word")
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM pages_audiencemember")
            cursor.execute("DELETE FROM pages_audience WHERE id > 0")
        somebody.groups.clear()
        somebody.delete()


@pytest.fixture(scope="module")
def popular(reader, django_db_blocker):
    """What of the wiki most others have to do with, and a word that few pages have."""
    with django_db_blocker.unblock():
        pages = Page.objects.filter(reach__lte=0)
        linked = Link.objects.filter(target__in=pages).values("target").annotate(n=Count("id")).order_by("-n")
        # What every eighth page carries is rightly read with all pages: to look up each takes longer.
        carried = PageTag.objects.values("tag__slug").annotate(n=Count("id")).order_by("-n")
        carried = carried.filter(n__lte=PAGES / 50)
        return {
            "page": pages.get(pk=linked[0]["target"]).slug,
            "tag": carried[0]["tag__slug"],
            "rare": Word.objects.order_by("-word")[0].word,
        }


def nodes(plan):
    yield plan
    for below in plan.get("Plans", ()):
        yield from nodes(below)


def explained(statement):
    """Return the plan of a statement, run."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {statement}")
        plan = cursor.fetchone()[0]
    return (json.loads(plan) if isinstance(plan, str) else plan)[0]["Plan"]


def reads_much(node):
    """Tell whether a scan in the order of the table goes on: a LIMIT ends that for a word of most pages."""
    return (node["Actual Rows"] + node.get("Rows Removed by Filter", 0)) * node["Actual Loops"] > PAGES / 10


def told(asked, statements, record):
    """Return which large tables are read whole; write down rows and buffers."""
    whole, buffers, rows = [], 0, 0
    for sent in statements:
        _before, _settings, statement = sent.rpartition(BY_INDEX)  # they hold until the test ends
        if not statement.lstrip().upper().startswith(("SELECT", "WITH")):
            continue
        plan = explained(statement)
        buffers += plan["Shared Hit Blocks"] + plan["Shared Read Blocks"]
        for node in nodes(plan):
            rows += node["Actual Rows"] * node["Actual Loops"] if node.get("Relation Name") in LARGE else 0
            if node["Node Type"] == "Seq Scan" and node["Relation Name"] in LARGE and reads_much(node):
                whole.append((node["Relation Name"], statement[-160:]))
    record(asked, f"{rows:.0f} rows of the large tables, {buffers} buffers")
    return whole


@pytest.mark.long
@pytest.mark.django_db
@pytest.mark.timeout(900)
@pytest.mark.parametrize("asked", ASKED)
def test_no_list_reads_a_large_table_whole(reader, popular, asked, record_property):
    person, asked = Person(reader), asked.format(**popular)
    with CaptureQueriesContext(connection) as queries:
        assert person.get(asked).status_code in {200, 404}
    assert told(asked, [query["sql"] for query in queries], record_property) == []


@pytest.mark.long
@pytest.mark.django_db
@pytest.mark.timeout(900)
def test_counting_what_one_may_see_reads_an_index(reader, record_property):
    with CaptureQueriesContext(connection) as queries:
        assert 0 < Page.objects.visible_to(reader).count() < PAGES
    assert told("count", [query["sql"] for query in queries], record_property) == []
