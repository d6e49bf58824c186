"""See beside a page whether its reader wants cards on terms."""

from importlib import import_module

from django.db import migrations

BEFORE = import_module("kmsite.reading_room.migrations.0002_the_page_of_a_term_tells_its_steward")

PERSON = BEFORE.PERSON.replace(
    "text_size text, time_zone text,\n", "text_size text, time_zone text, term_cards boolean,\n"
).replace("me.time_zone::text, me.is_superuser", "me.time_zone::text, me.term_cards, me.is_superuser")


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_people_may_do_without_cards_on_terms"),
        ("reading_room", "0002_the_page_of_a_term_tells_its_steward"),
    ]

    operations = [
        migrations.RunSQL([BEFORE.DROP_PERSON, PERSON], [BEFORE.DROP_PERSON, BEFORE.PERSON]),
    ]
