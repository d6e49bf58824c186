import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("attachments", "0002_files_go_with_a_purged_page"),
        ("pages", "0006_files_are_read_out_of_the_texts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Version",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("note", models.CharField(blank=True, max_length=300)),
                (
                    "attachment",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="attachments.attachment",
                    ),
                ),
                (
                    "blob",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="attachments.blob",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("attachment"), models.F("number"), name="versions_of_a_file_are_numbered"
                    )
                ],
            },
        ),
        migrations.RemoveConstraint(model_name="attachment", name="a_page_has_a_blob_once"),
        migrations.AlterField(
            model_name="attachment",
            name="page",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="attachments",
                to="pages.page",
            ),
        ),
        migrations.AddField("attachment", "is_decorative", models.BooleanField(default=False)),
        migrations.AddField("attachment", "number", models.PositiveIntegerField(default=1)),
        migrations.AddField("attachment", "removed_at", models.DateTimeField(null=True)),
        migrations.AddField("blob", "frames", models.PositiveIntegerField(null=True)),
        migrations.AddField("blob", "height", models.PositiveIntegerField(null=True)),
        migrations.AddField("blob", "width", models.PositiveIntegerField(null=True)),
        migrations.AddField("blob", "unused_since", models.DateTimeField(null=True)),
        migrations.AddIndex(
            "attachment", models.Index("page", "at", "id", name="attachment_of_page_by_time")
        ),
        migrations.AddIndex(
            "attachment",
            models.Index("removed_at", condition=~models.Q(removed_at=None), name="attachment_removed"),
        ),
    ]
