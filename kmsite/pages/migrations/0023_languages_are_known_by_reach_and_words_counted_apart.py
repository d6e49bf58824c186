from django.db import migrations, models

# Until the next hourly count strangers are offered words as if each stood on no page: the shortest first.


class Migration(migrations.Migration):
    dependencies = [("pages", "0022_words_never_stand_in_the_row")]

    operations = [
        migrations.RemoveIndex(model_name="page", name="page_of_another_language"),
        migrations.AddIndex(
            model_name="page",
            index=models.Index(
                models.F("language"),
                models.F("reach"),
                condition=models.Q(
                    ("merged_into", None),
                    ("trashed_at", None),
                    models.Q(("language", ""), _negated=True),
                ),
                name="page_by_language_and_reach",
            ),
        ),
        migrations.AddField(
            model_name="word",
            name="public_pages",
            field=models.IntegerField(default=0, db_default=0),
        ),
    ]
