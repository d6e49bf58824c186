"""The table of Django's database cache, as `createcachetable` would make it, so that `migrate` is enough."""

from django.db import migrations


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.RunSQL(
            """
            CREATE TABLE IF NOT EXISTS cache_entry (
                cache_key varchar(255) NOT NULL PRIMARY KEY,
                value text NOT NULL,
                expires timestamp with time zone NOT NULL
            );
            CREATE INDEX IF NOT EXISTS cache_entry_expires ON cache_entry (expires);
            """,
            "DROP TABLE IF EXISTS cache_entry",
        )
    ]
