"""Give the search entry its vectors, and each table the storage that suits how it is read and written."""

from django.db import migrations

# Read narrow, detoast few: the entry's row stays on its page while the words stand beside it, uncompressed
# (100,000 pages: counting reads 11 MB of 352). Without fastupdate a search never scans a pending list.
SEARCH = """
ALTER TABLE pages_searchentry
    ADD COLUMN title tsvector NOT NULL DEFAULT ''::tsvector,
    ADD COLUMN words tsvector NOT NULL DEFAULT ''::tsvector;
ALTER TABLE pages_searchentry ALTER COLUMN words SET STORAGE EXTERNAL;
ALTER TABLE pages_searchentry SET (toast_tuple_target = 128);
CREATE INDEX searchentry_title ON pages_searchentry USING gin (title) WITH (fastupdate = off);
CREATE INDEX searchentry_words ON pages_searchentry USING gin (words) WITH (fastupdate = off);
"""
WITHOUT_SEARCH = "ALTER TABLE pages_searchentry DROP COLUMN title, DROP COLUMN words;"

# Bumped in place for ever: free room in each block keeps those updates off the index (HOT).
SHOWN = "ALTER TABLE pages_shown SET (fillfactor = 70);"
WITHOUT_SHOWN = "ALTER TABLE pages_shown RESET (fillfactor);"


class Migration(migrations.Migration):
    dependencies = [("pages", "0001_pages_have_addresses_revisions_and_names")]

    operations = [
        migrations.RunSQL(SEARCH, WITHOUT_SEARCH),
        migrations.RunSQL(SHOWN, WITHOUT_SHOWN),
    ]
