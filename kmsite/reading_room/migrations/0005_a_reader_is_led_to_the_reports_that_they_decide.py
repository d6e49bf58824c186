"""See beside a page whether its reader moderates in some community."""

from importlib import import_module

from django.db import migrations

FIRST = import_module("kmsite.reading_room.migrations.0002_the_page_of_a_term_tells_its_steward")
BEFORE = import_module("kmsite.reading_room.migrations.0004_a_reader_is_told_how_much_is_new_to_them")

MODERATES = """EXISTS (
            SELECT FROM communities_holding held
            JOIN communities_membership belongs ON belongs.id = held.membership_id
            WHERE belongs.user_id = me.id AND belongs.left_at IS NULL AND held.ended_at IS NULL
                AND held.role IN ('leader', 'facilitator')
                AND held.since <= CURRENT_DATE AND (held.until IS NULL OR held.until >= CURRENT_DATE)
        ), """
PERSON = BEFORE.PERSON.replace("unseen integer,\n", "unseen integer, is_moderator boolean,\n").replace(
    "me.is_superuser", f"{MODERATES}me.is_superuser"
)


class Migration(migrations.Migration):
    dependencies = [
        ("reading_room", "0004_a_reader_is_told_how_much_is_new_to_them"),
        ("communities", "0001_communities_have_members_discussions_and_events"),
    ]

    operations = [
        migrations.RunSQL([FIRST.DROP_PERSON, PERSON], [FIRST.DROP_PERSON, BEFORE.PERSON]),
    ]
