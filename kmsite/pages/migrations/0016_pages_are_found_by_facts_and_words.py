import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

# Narrow rows are what makes counting cheap: the short lists stay in the row as they are, neither moved out of
# it nor compressed, and the row that changes with every reading day has room beside it.
IN_THE_ROW = """
ALTER TABLE pages_searchentry
    ALTER COLUMN tags SET STORAGE PLAIN,
    ALTER COLUMN communities SET STORAGE PLAIN,
    ALTER COLUMN people SET STORAGE PLAIN;
ALTER TABLE pages_searchentry SET (fillfactor = 90);
ALTER TABLE pages_pageread SET (fillfactor = 80);
"""


class Migration(migrations.Migration):
    dependencies = [("pages", "0015_rounds_stand_in_the_ledger")]

    operations = [
        migrations.CreateModel(
            name="PageRead",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "page", "day", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reads",
                        to="pages.page",
                    ),
                ),
                ("day", models.DateField()),
                ("number", models.IntegerField()),
            ],
            options={"indexes": [models.Index("day", name="reads_by_day")]},
        ),
        migrations.CreateModel(
            name="Word",
            fields=[
                (
                    "word",
                    models.CharField(db_collation="C", max_length=40, primary_key=True, serialize=False),
                ),
                ("is_public", models.BooleanField()),
                ("pages", models.IntegerField(db_default=1, default=1)),
            ],
        ),
        migrations.CreateModel(
            name="Shortening",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "short", "word", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("short", models.CharField(db_collation="C", max_length=40)),
                (
                    "word",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="shortenings",
                        to="pages.word",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="page",
            name="language",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=63, verbose_name="language"
            ),
        ),
        migrations.AddIndex(
            model_name="page",
            index=models.Index(
                models.F("language"),
                condition=models.Q(("language", ""), _negated=True),
                name="page_of_another_language",
            ),
        ),
        *(
            migrations.AddField(
                model_name="searchentry",
                name=name,
                field=django.contrib.postgres.fields.ArrayField(
                    base_field=models.BigIntegerField(), db_default=[], default=list, size=None
                ),
            )
            for name in ("tags", "communities", "people")
        ),
        migrations.AddField(
            model_name="searchentry", name="section", field=models.BigIntegerField(null=True)
        ),
        migrations.AddField(
            model_name="searchentry",
            name="status",
            field=models.CharField(db_collation="C", db_default="", default="", max_length=12),
        ),
        migrations.AddField(
            model_name="searchentry",
            name="language",
            field=models.CharField(db_collation="C", db_default="english", default="english", max_length=63),
        ),
        migrations.AddField(
            model_name="searchentry", name="prior", field=models.FloatField(db_default=0.0, default=0.0)
        ),
        migrations.RunSQL(IN_THE_ROW, migrations.RunSQL.noop),
        migrations.AddField(
            model_name="tag",
            name="description",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=500, verbose_name="description"
            ),
        ),
        migrations.AddField(
            model_name="tag",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged",
                to="pages.tag",
            ),
        ),
    ]
