from django.db import migrations, models

# Empty until the hourly duty says from which prior on pages are among the foremost.
INDEX = """
CREATE INDEX searchentry_foremost ON pages_searchentry USING gin (words) WITH (fastupdate = off)
WHERE is_foremost
"""


class Migration(migrations.Migration):
    dependencies = [("pages", "0023_languages_are_known_by_reach_and_words_counted_apart")]

    operations = [
        migrations.AddField(
            model_name="searchentry",
            name="is_foremost",
            field=models.BooleanField(default=False, db_default=False),
        ),
        migrations.AddField(
            model_name="indexstate",
            name="foremost_from",
            field=models.FloatField(null=True),
        ),
        migrations.RunSQL(INDEX, "DROP INDEX searchentry_foremost"),
    ]
