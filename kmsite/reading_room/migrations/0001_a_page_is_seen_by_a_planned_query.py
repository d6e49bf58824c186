"""Make the two functions that see a page: Postgres keeps their plans, and planning was most of the query."""

from django.db import migrations

ANYBODY = """
CREATE FUNCTION reading_room_see(asked_kind text, asked_slug text)
RETURNS TABLE (page bigint, revision bigint, version bigint, reach integer, username text, name text)
LANGUAGE plpgsql STABLE ROWS 1 AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT p.id, p.current_id, shown.version, p.reach, writer.username::text, writer.name::text
    FROM pages_page p
    JOIN pages_shown shown ON shown.page_id = p.id
    JOIN pages_revision written ON written.id = p.current_id
    LEFT JOIN accounts_user writer ON writer.id = written.by_id
    WHERE p.kind = asked_kind AND p.slug = asked_slug AND p.trashed_at IS NULL AND p.merged_into_id IS NULL;
END $$
"""

PERSON = """
CREATE FUNCTION reading_room_see_as(
    asked_kind text, asked_slug text, asked_session text, asked_at timestamptz
)
RETURNS TABLE (
    page bigint, revision bigint, version bigint, reach integer, username text, name text,
    password text, auth_hash text, my_username text, my_name text, theme text, text_size text, time_zone text,
    is_superuser boolean, roles text[], is_member boolean
)
LANGUAGE plpgsql STABLE ROWS 1 AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT seen.*, me.password::text, session.auth_hash::text, me.username::text, me.name::text,
        me.theme::text, me.text_size::text, me.time_zone::text, me.is_superuser,
        ARRAY(
            SELECT role.name::text FROM accounts_user_groups held
            JOIN auth_group role ON role.id = held.group_id
            WHERE held.user_id = me.id ORDER BY role.name
        ),
        seen.reach > 0 AND EXISTS (
            SELECT FROM pages_audiencemember member
            WHERE member.user_id = me.id AND member.audience_id = seen.reach
        )
    FROM accounts_session session
    JOIN accounts_user me ON me.id = session.user_id AND me.is_active
    CROSS JOIN reading_room_see(asked_kind, asked_slug) seen
    WHERE session.session_key = asked_session AND session.expire_date > asked_at;
END $$
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_a_person_signs_in"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("pages", "0001_pages_have_addresses_revisions_and_names"),
    ]

    operations = [
        migrations.RunSQL(ANYBODY, "DROP FUNCTION reading_room_see(text, text)"),
        migrations.RunSQL(PERSON, "DROP FUNCTION reading_room_see_as(text, text, text, timestamptz)"),
    ]
