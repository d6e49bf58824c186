"""What refers to a revision is found by it: without these indexes every deleted one reads whole tables."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0007_audiences_are_renamed_and_deleted"),
    ]

    operations = [
        migrations.AlterField(
            model_name="page",
            name="current",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="pages.revision"
            ),
        ),
        migrations.AlterField(
            model_name="rendering",
            name="revision",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="pages.revision"
            ),
        ),
        migrations.AlterField(
            model_name="revision",
            name="base",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="pages.revision"
            ),
        ),
    ]
