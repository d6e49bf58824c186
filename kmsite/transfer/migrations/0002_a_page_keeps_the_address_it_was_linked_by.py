from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("transfer", "0001_remember_what_was_imported"),
    ]

    operations = [
        migrations.AddField(
            model_name="importedpage",
            name="slug",
            field=models.CharField(default="", max_length=200),
            preserve_default=False,
        ),
    ]
