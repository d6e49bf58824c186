"""What the database itself keeps true, whoever writes, and how the tables are stored."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from kmsite.pages.models import Audience
from tests.make import make_article


def asked(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()


@pytest.mark.parametrize(
    ("statement", "constraint"),
    [
        ("UPDATE pages_page SET slug = 'pump' WHERE title = 'Valve'", "an_address_is_given_once"),
        ("UPDATE pages_page SET title_key = 'pump'", "siblings_have_different_titles"),
        ("UPDATE pages_page SET parent_id = id", "no_page_is_its_own_parent"),
        ("UPDATE pages_page SET reach = -2", "a_reach_is_known"),
        (
            'INSERT INTO pages_name (page_id, text, key, kind, "case", autolink) '
            "SELECT id, 'Other', 'other', 'title', 'any', 'manual' FROM pages_page",
            "a_page_has_one_title",
        ),
        (
            "INSERT INTO pages_revision "
            "(page_id, number, at, summary, minor, title, body, structure, sha256, key) "
            "SELECT page_id, number, at, '', FALSE, title, body, structure, sha256, '' FROM pages_revision",
            "revisions_of_a_page_are_numbered",
        ),
        (
            "INSERT INTO pages_redirect (kind, slug, page_id) SELECT 'article', 'old', id FROM pages_page",
            "an_old_address_leads_to_one_page",
        ),
        (
            "INSERT INTO pages_link (source_id, key, anchor) SELECT source_id, key, anchor FROM pages_link",
            "a_link_is_kept_once",
        ),
    ],
)
def test_the_database_refuses_what_must_not_be(db, statement, constraint):
    make_article("Pump", "See [[Valve]].")
    make_article("Valve")
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        asked(f"{statement} RETURNING 1")


def test_a_page_with_a_history_cannot_be_deleted(db):
    pump = make_article("Pump")
    with pytest.raises(IntegrityError), transaction.atomic():
        asked(f"SET CONSTRAINTS ALL IMMEDIATE; DELETE FROM pages_page WHERE id = {pump.pk}")


def test_the_two_audiences_that_always_are_come_with_the_tables(db):
    assert dict(Audience.objects.filter(pk__lte=0).values_list("pk", "name")) == {
        0: "Everyone",
        -1: "Everyone signed in",
    }


def test_tables_are_stored_as_they_are_read(db):
    options = dict(
        asked("SELECT relname, array_to_string(reloptions, ' ') FROM pg_class WHERE reloptions IS NOT NULL")
    )
    assert options["pages_shown"] == "fillfactor=70"
    assert options["pages_searchentry"] == "toast_tuple_target=128 fillfactor=90"
    for index in ("words", "title", "foremost", "tags"):
        assert options[f"searchentry_{index}"] == "fastupdate=off"
    assert asked(
        "SELECT attstorage FROM pg_attribute "
        "WHERE attrelid = 'pages_searchentry'::regclass AND attname = 'words'"
    ) == [("e",)]


def test_bumping_a_page_touches_no_index(db):
    assert asked("SELECT count(*) FROM pg_index WHERE indrelid = 'pages_shown'::regclass") == [(1,)]


def test_the_migrations_say_what_the_models_say(db):
    call_command("makemigrations", "pages", "articles", check=True, dry_run=True, verbosity=0)
