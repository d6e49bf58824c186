"""Write down the two audiences that always are: everyone, and everyone signed in."""

from django.db import migrations


def add(apps, schema_editor):
    audiences = apps.get_model("pages", "Audience").objects
    audiences.get_or_create(id=0, defaults={"name": "Everyone"})
    audiences.get_or_create(id=-1, defaults={"name": "Everyone signed in"})


def remove(apps, schema_editor):
    apps.get_model("pages", "Audience").objects.filter(id__lte=0).delete()


class Migration(migrations.Migration):
    dependencies = [("pages", "0002_tables_are_stored_as_they_are_read")]

    operations = [migrations.RunPython(add, remove)]
