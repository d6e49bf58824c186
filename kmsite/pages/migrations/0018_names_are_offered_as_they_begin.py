from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0017_words_are_written_at_little_cost"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="name",
            index=models.Index(
                models.F("key"),
                models.F("page"),
                condition=models.Q(("kind", "title"), _negated=True),
                name="name_besides_the_title",
            ),
        ),
        migrations.AddIndex(
            model_name="page",
            index=models.Index(
                models.F("reach"),
                models.F("kind"),
                models.F("title_key"),
                models.F("id"),
                condition=models.Q(("merged_into", None), ("trashed_at", None), ("archived_at", None)),
                name="page_by_reach_and_title",
            ),
        ),
    ]
