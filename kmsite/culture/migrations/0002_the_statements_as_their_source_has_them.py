"""The eleven pairs, word for word and in the order of the source document."""

from django.db import migrations
from django.utils import timezone

TITLE = "The Knowledge Management Culture Shift"
SOURCE = (
    "Nick Milton's list, word for word as quoted in the post “The Knowledge Management Culture Shift” on"
    " collaboration in communities of practice"
)
PAIRS = (
    ("ours", "I know", "We know", "I know → we know"),
    ("ours", "Knowledge is mine", "Knowledge is ours", "Mine → ours"),
    ("ours", "Knowledge is owned", "Knowledge is shared", "Owned → shared"),
    (
        "ours",
        "Knowledge is personal property",
        "Knowledge is collective/community property",
        "Personal → community property",
    ),
    (
        "ours",
        "Knowledge is personal advantage",
        "Knowledge is company advantage",
        "Personal → company advantage",
    ),
    ("ours", "Knowledge is personal", "Knowledge is inter-personal", "Personal → inter-personal"),
    ("open", "I defend what I know", "I am open to better knowledge", "Defending → open to better"),
    (
        "open",
        "not invented here (i.e. by me)",
        "invented in my community",
        "Not invented here → in my community",
    ),
    (
        "open",
        "New knowledge competes with my personal knowledge",
        "new knowledge improves my personal knowledge",
        "Competes → improves",
    ),
    (
        "open",
        "other people\u2019s knowledge is a threat to me",
        "our shared knowledge helps me",
        "A threat → helps me",
    ),
    (
        "learning",
        "Admitting I don\u2019t know is weakness",
        "Admitting I don\u2019t know is the first step to learning",
        "Weakness → first step to learning",
    ),
)


def write_down(apps, schema_editor):
    made = apps.get_model("culture", "Assessment").objects.create(
        version=1, title=TITLE, source=SOURCE, made_at=timezone.now()
    )
    item = apps.get_model("culture", "Item")
    item.objects.bulk_create(
        item(
            assessment=made,
            place=place,
            heading=heading,
            from_text=left,
            to_text=right,
            short_label=short,
        )
        for place, (heading, left, right, short) in enumerate(PAIRS, 1)
    )


class Migration(migrations.Migration):
    dependencies = [("culture", "0001_people_answer_in_rounds")]

    operations = [migrations.RunPython(write_down, migrations.RunPython.noop)]
