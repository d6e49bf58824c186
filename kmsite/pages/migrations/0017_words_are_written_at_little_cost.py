import django.db.models.deletion
from django.db import migrations, models

# Both columns sort as bytes, so that their own indexes find a beginning as well.
WITHOUT_SECOND_INDEXES = (
    "DROP INDEX IF EXISTS pages_word_word_1555f9a6_like, pages_shortening_word_id_a9143828_like;"
)


class Migration(migrations.Migration):
    dependencies = [("pages", "0016_pages_are_found_by_facts_and_words")]

    operations = [
        migrations.AlterField(
            model_name="shortening",
            name="word",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="shortenings",
                to="pages.word",
            ),
        ),
        migrations.RunSQL(WITHOUT_SECOND_INDEXES, migrations.RunSQL.noop),
    ]
