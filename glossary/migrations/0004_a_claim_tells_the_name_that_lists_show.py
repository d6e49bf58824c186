from django.db import migrations, models

from glossary.checking import claim_key

KINDS = [
    ("title", "title"),
    ("alias", "alias"),
    ("former", "former title"),
    ("admitted", "admitted name"),
    ("acronym", "acronym"),
    ("variant", "variant spelling"),
    ("hidden", "hidden name, for search only"),
    ("deprecated", "deprecated name"),
]


def tell(apps, schema_editor):
    """Copy to each claim the name that it was made from: the preferred one first."""
    claims = apps.get_model("glossary", "Claim").objects
    names = apps.get_model("pages", "Name").objects.filter(page__kind="term").order_by("page_id", "id")
    for name in sorted(names, key=lambda name: name.kind == "title"):
        claims.filter(term=name.page_id, key=claim_key(name.text)).update(text=name.text, kind=name.kind)


class Migration(migrations.Migration):
    dependencies = [
        ("glossary", "0003_terms_are_known_in_other_places"),
    ]

    operations = [
        migrations.AddField(
            model_name="claim",
            name="kind",
            field=models.CharField(choices=KINDS, db_default="", max_length=12),
        ),
        migrations.AddField(
            model_name="claim",
            name="text",
            field=models.CharField(db_default="", max_length=200),
        ),
        migrations.RunPython(tell, migrations.RunPython.noop, elidable=True),
    ]
