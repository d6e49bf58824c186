"""Let the ledger tell when an audience was renamed or deleted."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0006_files_are_read_out_of_the_texts"),
    ]

    operations = [
        migrations.AlterField(
            model_name="ledgerentry",
            name="verb",
            field=models.CharField(
                choices=[
                    ("renamed", "renamed"),
                    ("moved", "moved"),
                    ("reordered", "put its pages in order"),
                    ("merged", "merged another page into it"),
                    ("trashed", "put it into the trash"),
                    ("restored", "took it out of the trash"),
                    ("purged", "deleted it for good"),
                    ("archived", "archived it"),
                    ("unarchived", "took it out of the archive"),
                    ("audience", "changed who may read it"),
                    ("secret", "removed a secret from its history"),
                    ("file_replaced", "replaced a file"),
                    ("file_removed", "removed a file"),
                    ("audience_made", "made an audience"),
                    ("audience_renamed", "renamed an audience"),
                    ("audience_deleted", "deleted an audience"),
                    ("member_added", "added somebody to an audience"),
                    ("member_removed", "took somebody out of an audience"),
                ],
                max_length=24,
            ),
        ),
    ]
