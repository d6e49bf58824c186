"""What was attached before there were versions is the first one."""

from django.db import migrations

_FIRST = """
INSERT INTO attachments_version (attachment_id, number, blob_id, by_id, at, note)
SELECT id, 1, blob_id, by_id, at, '' FROM attachments_attachment ORDER BY id
"""


class Migration(migrations.Migration):
    dependencies = [
        ("attachments", "0003_files_have_versions"),
    ]

    operations = [migrations.RunSQL(_FIRST, migrations.RunSQL.noop)]
