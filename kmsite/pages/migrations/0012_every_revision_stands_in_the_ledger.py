"""One statement for all revisions that were saved before the ledger told of saves."""

from django.db import migrations

WRITE_DOWN = """
INSERT INTO pages_ledgerentry (at, verb, about, by_id, page_id, revision_id)
SELECT at, CASE WHEN number = 1 THEN 'created' ELSE 'revised' END, '{}', by_id, page_id, id
FROM pages_revision r
WHERE NOT EXISTS (SELECT 1 FROM pages_ledgerentry d WHERE d.revision_id = r.id)
ORDER BY at, id
"""
TAKE_OUT = "DELETE FROM pages_ledgerentry WHERE revision_id IS NOT NULL"


class Migration(migrations.Migration):
    dependencies = [("pages", "0011_communities_discussions_and_events_are_pages")]

    operations = [migrations.RunSQL(WRITE_DOWN, TAKE_OUT)]
