"""People are found by the words of the department they work in, through an index."""

from django.contrib.postgres.indexes import GinIndex
from django.db import migrations

from kmsite.accounts.naming import NameWords


class Migration(migrations.Migration):
    dependencies = [("profiles", "0001_people_say_what_to_ask_them")]

    operations = [
        migrations.AddIndex(
            model_name="profile",
            index=GinIndex(NameWords("department"), fastupdate=False, name="profile_by_words"),
        ),
    ]
