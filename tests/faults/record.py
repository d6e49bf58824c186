"""What the database holds when all is over, and what is wrong with it. Prints JSON."""

import io
import json
import sys
from contextlib import suppress

import django
from django.core.management import call_command

django.setup()

from kmsite.attachments.models import Attachment  # noqa: E402 the apps first
from kmsite.pages.models import LedgerEntry, Page  # noqa: E402


def pages(first):
    for page in Page.objects.filter(pk__gte=first).order_by("pk").prefetch_related("revisions__base"):
        revisions = sorted(page.revisions.all(), key=lambda one: one.number)
        yield {
            "id": page.pk,
            "slug": page.slug,
            "current": page.current_id,
            "trashed": page.trashed_at is not None,
            "merged_into": page.merged_into_id,
            "revisions": [
                {
                    "id": one.pk,
                    "number": one.number,
                    "base": one.base.number if one.base else None,
                    "summary": one.summary,
                    "body": one.body,
                }
                for one in revisions
            ],
        }


def complaints():
    """What `check_integrity --deep` finds."""
    said = io.StringIO()
    with suppress(SystemExit):
        call_command("check_integrity", "--deep", "--json", stdout=said)
    return json.loads(said.getvalue())["violations"]


if __name__ == "__main__":
    first, last_deed = map(int, sys.argv[1:])
    deeds = list(LedgerEntry.objects.filter(pk__gt=last_deed).values_list("verb", flat=True))
    files = list(Attachment.objects.values_list("name", flat=True))
    held = {"pages": list(pages(first)), "files": files, "deeds": deeds}
    print(json.dumps(held | {"complaints": complaints()}))
