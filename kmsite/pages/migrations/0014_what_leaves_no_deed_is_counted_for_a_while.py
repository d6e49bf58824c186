from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("pages", "0013_deeds_besides_saves_are_found_by_time")]

    operations = [
        migrations.CreateModel(
            name="Tally",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "who", "action", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("who", models.CharField(db_collation="C", max_length=32)),
                ("action", models.CharField(db_collation="C", max_length=20)),
                ("since", models.DateTimeField()),
                ("number", models.BigIntegerField()),
            ],
            options={"verbose_name": "tally", "verbose_name_plural": "tallies"},
        ),
        # Counts are no loss after a crash, and so wait for no disk. A row that changes has room beside it.
        migrations.RunSQL(
            "ALTER TABLE pages_tally SET UNLOGGED; ALTER TABLE pages_tally SET (fillfactor = 50)",
            migrations.RunSQL.noop,
        ),
    ]
