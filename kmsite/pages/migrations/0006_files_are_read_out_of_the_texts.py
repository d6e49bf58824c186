"""Reads the files of each text out of its HTML, as `manage.py rebuild` would find them."""

from django.db import migrations

_READ = r"""
UPDATE pages_rendering r SET files = found.files FROM (
    SELECT page_id, array_agg(file ORDER BY first) AS files FROM (
        SELECT page_id, m.parts[1]::bigint AS file, min(m.place) AS first FROM pages_rendering,
            regexp_matches(html, '(?:src|href)="/files/(\d{1,18})(?:/|")', 'g')
            WITH ORDINALITY m (parts, place)
        WHERE html LIKE '%="/files/%' GROUP BY page_id, file
    ) AS each GROUP BY page_id
) AS found WHERE r.page_id = found.page_id
"""


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0005_a_text_knows_the_files_it_shows"),
    ]

    operations = [migrations.RunSQL(_READ, migrations.RunSQL.noop)]
