"""What must always hold: each break is found and named, and a whole wiki has none."""

import io
import json

import pytest
from django.core.management import call_command
from django.db import connection

from kmsite.pages.integrity import violations
from kmsite.pages.readers.audiences import set_audience
from kmsite.pages.saving import editing
from tests.make import make_article, make_audience


@pytest.fixture
def wiki(alice):
    """A small wiki with a bit of everything: nesting, tags, links, a rename, a merge, an audience."""
    hall = make_article("Hall", "See [[Pump]] and [[Wanted]].\n\n## Rooms\n\nMany.", tags=["Stone"])
    pump = make_article("Pump", "One.\n\nTwo.\n\nThree.", parent=hall, lede="Moves water.", by=alice.user)
    editing.revise(pump, base=1, body="First.\n\nTwo.\n\nThree.", by=alice.user)
    editing.revise(pump, base=1, body="One.\n\nTwo.\n\nThird.", title="Water pump", by=alice.user)
    set_audience(make_article("Plan"), make_audience("Board", alice.user))
    return hall


def sql(statement):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(statement)


def test_a_wiki_that_was_only_written_by_people_is_whole(wiki):
    assert list(violations(deep=True)) == []


BREAKS = {
    "a current revision that is not the newest": (
        "UPDATE pages_page SET current_id = (SELECT id FROM pages_revision r WHERE r.page_id = pages_page.id "
        "AND number = 1) WHERE title = 'Water pump'",
        "does not have the newest of its revisions",
    ),
    "a page that took the revision of another": (
        "UPDATE pages_page SET current_id = (SELECT max(id) FROM pages_revision) WHERE title = 'Hall'",
        "does not have the newest of its revisions",
    ),
    "a page without a revision": (
        "UPDATE pages_page SET current_id = NULL WHERE title = 'Hall'",
        "does not have the newest",
    ),
    "another title than was saved": (
        "UPDATE pages_page SET title = 'Hull' WHERE title = 'Hall'",
        "has another title",
    ),
    "a tag that was never saved": (
        "DELETE FROM pages_pagetag",
        "carries other tags than its current revision",
    ),
    "a former tag that a page carries": (
        "INSERT INTO pages_tag (name, slug, key, merged_into_id)"
        " SELECT 'Old', 'old', 'old', id FROM pages_tag;"
        "UPDATE pages_tag SET merged_into_id = id",
        "is no more",
    ),
    "a gap in the numbers": (
        "UPDATE pages_revision SET number = 9 WHERE number = 3",
        "has a gap in the numbers of its revisions",
    ),
    "a revision based on a later one": (
        "UPDATE pages_revision SET base_id = id WHERE number = 2",
        "is not based on an earlier one",
    ),
    "a page below itself": (
        "UPDATE pages_page SET parent_id = (SELECT id FROM pages_page WHERE title = 'Water pump') "
        "WHERE title = 'Hall'",
        "stands below itself",
    ),
    "a text that was changed behind our back": (
        "UPDATE pages_revision SET body = 'Forged.' WHERE number = 1 AND title = 'Pump'",
        "does not have the text that was saved",
    ),
    "an old address that is also a new one": (
        "INSERT INTO pages_redirect (kind, slug, page_id) SELECT 'article', 'hall', max(id) FROM pages_page",
        "is an old one of page",
    ),
    "a page that lost its name": ("DELETE FROM pages_name WHERE kind = 'title'", "is not known by its title"),
    "a red link to a page that is there": (
        "UPDATE pages_link SET target_id = NULL",
        "is red but means page",
    ),
    "a link that is in no text": (
        "INSERT INTO pages_link (source_id, key, anchor) SELECT id, 'invented', '' FROM pages_page",
        "I8 page",
    ),
    "a page that search does not know": (
        "DELETE FROM pages_searchentry",
        "is not in the search index as it is",
    ),
    "a page that search shows to others": (
        "UPDATE pages_searchentry SET reach = 0",
        "is not in the search index as it is",
    ),
    "a page that is found by foreign words": ("UPDATE pages_searchentry SET words = 'foreign'", "I9 page"),
    "a rendering of another revision": (
        "UPDATE pages_rendering SET revision_id = (SELECT min(id) FROM pages_revision)",
        "has no rendering of its current revision",
    ),
    "HTML that its text does not give": ("UPDATE pages_rendering SET html = 'forged'", "I11 page"),
    "a page that was never shown": ("DELETE FROM pages_shown", "has no shown version"),
    "a page that reaches too far": (
        "UPDATE pages_page SET reach = 0 WHERE title = 'Plan'",
        " instead of ",
    ),
    "a sequence that would give an id again": (
        "SELECT setval('pages_revision_id_seq', 1, false)",
        "I15 sequence",
    ),
    "a constraint that was switched off": (
        "ALTER TABLE pages_page ADD CONSTRAINT doubtful CHECK (id > 0) NOT VALID",
        "is not validated",
    ),
    "a page of no kind": ("UPDATE pages_page SET kind = 'ghost' WHERE title = 'Plan'", "is of no kind"),
}


@pytest.mark.parametrize(("statement", "complaint"), BREAKS.values(), ids=BREAKS)
def test_what_is_broken_is_found_and_named(wiki, statement, complaint):
    sql(statement)
    found = list(violations())
    assert any(complaint in line for line in found), found


def test_the_command_says_that_everything_holds(wiki):
    out = io.StringIO()
    call_command("check_integrity", stdout=out)
    assert out.getvalue() == "Everything holds.\n"


def test_the_command_ends_with_one_and_a_line_for_each_violation(wiki):
    sql("UPDATE pages_revision SET body = 'Forged.' WHERE number = 3")
    out = io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("check_integrity", "--json", stdout=out)
    assert ended.value.code == 1
    answer = json.loads(out.getvalue())
    assert answer["holds"] is False
    assert any("does not have the text that was saved" in line for line in answer["violations"])


def test_checking_changes_nothing(wiki, django_assert_max_num_queries):
    with django_assert_max_num_queries(80) as asked:
        list(violations())
    assert not [q["sql"] for q in asked if q["sql"].split()[0] in {"INSERT", "UPDATE", "DELETE"}]
