from django.db import migrations

# A question about one tag reads the pages that have both, instead of all that have its words.
INDEX = "CREATE INDEX searchentry_tags ON pages_searchentry USING gin (tags) WITH (fastupdate = off)"


class Migration(migrations.Migration):
    dependencies = [("pages", "0024_the_foremost_pages_have_an_index_of_their_own")]

    operations = [migrations.RunSQL(INDEX, "DROP INDEX searchentry_tags")]
