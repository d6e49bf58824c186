"""Let articles be pages of their kind, without a table of their own."""

from django.db import migrations


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("pages", "0001_pages_have_addresses_revisions_and_names"),
    ]

    operations = [
        migrations.CreateModel(
            name="Article",
            fields=[],
            options={
                "verbose_name": "article",
                "verbose_name_plural": "articles",
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("pages.page",),
        ),
    ]
