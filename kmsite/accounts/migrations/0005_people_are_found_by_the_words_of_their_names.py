"""People are found by the words of their names, accents aside, through an index."""

from django.contrib.postgres.indexes import GinIndex
from django.db import migrations

from kmsite.accounts.naming import NameWords


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_people_may_do_without_cards_on_terms")]

    operations = [
        migrations.AddIndex(
            model_name="user",
            index=GinIndex(NameWords("name", "username"), fastupdate=False, name="person_by_words_of_name"),
        ),
    ]
