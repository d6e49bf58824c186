"""People say whether they want a card when they point at a term."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_there_are_five_roles")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="term_cards",
            field=models.BooleanField(db_default=True, default=True, verbose_name="cards on terms"),
        ),
    ]
