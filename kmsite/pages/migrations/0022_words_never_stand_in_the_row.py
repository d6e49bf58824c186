from django.db import migrations

# Postgres moves values out of a row only when it is longer than 2 kB, so the words of short pages stayed in
# it: four fifths of the 113 MB of 110,000 rows, read by every count. With room to make each row longer than
# that, words always go out; compressed, the room itself takes 31 bytes. 25 MB are left. Rows from before are
# written anew when the index is (`rebuilding`).
ROOM = "ALTER TABLE pages_searchentry ADD COLUMN room text NOT NULL DEFAULT repeat(' ', 2100)"


class Migration(migrations.Migration):
    dependencies = [("pages", "0021_the_search_index_says_for_what_it_was_made")]

    operations = [migrations.RunSQL(ROOM, "ALTER TABLE pages_searchentry DROP COLUMN room")]
