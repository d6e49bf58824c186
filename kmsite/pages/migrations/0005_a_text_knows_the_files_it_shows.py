import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0004_many_hands_work_on_a_page"),
    ]

    operations = [
        migrations.AddField(
            model_name="rendering",
            name="files",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(), db_default=[], default=list, size=None
            ),
        ),
        migrations.AddIndex(
            model_name="rendering",
            index=django.contrib.postgres.indexes.GinIndex("files", name="rendering_by_file"),
        ),
    ]
