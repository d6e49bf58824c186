"""See beside a page what of others stands on it: the steward of a term, and whether its review is overdue."""

from importlib import import_module

from django.db import migrations

FIRST = import_module("kmsite.reading_room.migrations.0001_a_page_is_seen_by_a_planned_query")

ANYBODY = """
CREATE FUNCTION reading_room_see(asked_kind text, asked_slug text)
RETURNS TABLE (
    page bigint, revision bigint, version bigint, reach integer, username text, name text, beside text
)
LANGUAGE plpgsql STABLE ROWS 1 AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT p.id, p.current_id, shown.version, p.reach, writer.username::text, writer.name::text,
        concat_ws(E'\\n', steward.username, steward.name, (term.review_due < CURRENT_DATE)::text)
    FROM pages_page p
    JOIN pages_shown shown ON shown.page_id = p.id
    JOIN pages_revision written ON written.id = p.current_id
    LEFT JOIN accounts_user writer ON writer.id = written.by_id
    LEFT JOIN glossary_term term ON term.page_id = p.id
    LEFT JOIN accounts_user steward ON steward.id = term.steward_id
    WHERE p.kind = asked_kind AND p.slug = asked_slug AND p.trashed_at IS NULL AND p.merged_into_id IS NULL;
END $$
"""
PERSON = FIRST.PERSON.replace("username text, name text,\n", "username text, name text, beside text,\n")
DROP_ANYBODY = "DROP FUNCTION reading_room_see(text, text)"
DROP_PERSON = "DROP FUNCTION reading_room_see_as(text, text, text, timestamptz)"


class Migration(migrations.Migration):
    dependencies = [
        ("glossary", "0001_terms_have_definitions_sources_and_relations"),
        ("reading_room", "0001_a_page_is_seen_by_a_planned_query"),
    ]

    operations = [
        migrations.RunSQL([DROP_PERSON, DROP_ANYBODY, ANYBODY], [DROP_ANYBODY, FIRST.ANYBODY, FIRST.PERSON]),
        migrations.RunSQL(PERSON, DROP_PERSON),
    ]
