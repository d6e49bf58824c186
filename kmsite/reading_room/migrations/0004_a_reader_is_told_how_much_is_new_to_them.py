"""See beside a page how many notices its reader has not looked at, of what they may read."""

from importlib import import_module

from django.db import migrations

FIRST = import_module("kmsite.reading_room.migrations.0002_the_page_of_a_term_tells_its_steward")
BEFORE = import_module("kmsite.reading_room.migrations.0003_a_reader_may_do_without_cards_on_terms")

UNSEEN = """(
            SELECT count(*)::integer FROM (
                SELECT FROM talk_notice notice LEFT JOIN pages_page about ON about.id = notice.page_id
                WHERE notice.user_id = me.id AND notice.seen_at IS NULL AND (
                    notice.page_id IS NULL OR about.trashed_at IS NULL AND about.merged_into_id IS NULL AND (
                        about.reach <= 0 OR EXISTS (
                            SELECT FROM pages_audiencemember member
                            WHERE member.user_id = me.id AND member.audience_id = about.reach
                        )
                    )
                )
                LIMIT 100
            ) AS unseen
        ), """
PERSON = BEFORE.PERSON.replace("term_cards boolean,\n", "term_cards boolean, unseen integer,\n").replace(
    "me.term_cards, me.is_superuser", f"me.term_cards, {UNSEEN}me.is_superuser"
)


class Migration(migrations.Migration):
    dependencies = [
        ("reading_room", "0003_a_reader_may_do_without_cards_on_terms"),
        ("talk", "0001_people_comment_and_are_told"),
    ]

    operations = [
        migrations.RunSQL([FIRST.DROP_PERSON, PERSON], [FIRST.DROP_PERSON, BEFORE.PERSON]),
    ]
