from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0020_pages_say_their_language"),
    ]

    operations = [
        migrations.CreateModel(
            name="IndexState",
            fields=[
                ("id", models.SmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("made_for", models.CharField(db_default="", default="", max_length=80)),
                ("making_for", models.CharField(db_default="", default="", max_length=80)),
            ],
        ),
    ]
