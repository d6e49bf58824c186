"""`manage.py check_integrity`: verify everything that must always hold, changing nothing."""

import json
import sys

from django.core.management.base import BaseCommand

from communities import integrity as communities
from glossary import comparison_integrity as comparisons
from glossary import integrity as glossary
from kmsite.attachments import integrity as attachments
from kmsite.culture import integrity as culture
from kmsite.pages import integrity as pages
from kmsite.recognition import integrity as recognition
from kmsite.stewardship import integrity as stewardship
from kmsite.talk import integrity as talk


class Command(BaseCommand):
    """Print a line for each violation; exit code 1 if there is one."""

    help = "Verify what must always hold of pages and files. Reads only; exit code 0 or 1."

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="print a list in JSON")
        parser.add_argument("--deep", action="store_true", help="render every page again, not a sample")

    def handle(self, *args, **options):
        found = [
            *pages.violations(deep=options["deep"]),
            *(f"I10 {line}" for line in attachments.violations()),
            *glossary.violations(),
            *(f"I25 {line}" for line in comparisons.violations()),
            *communities.violations(),
            *(f"I26 {line}" for line in talk.violations()),
            *(f"I27 {line}" for line in stewardship.violations()),
            *(f"I28 {line}" for line in recognition.violations()),
            *(f"I40 {line}" for line in culture.violations()),
        ]
        if options["json"]:
            self.stdout.write(json.dumps({"holds": not found, "violations": found}, ensure_ascii=False))
        else:
            for line in found:
                self.stdout.write(line)
            self.stdout.write(f"{len(found)} violations." if found else "Everything holds.")
        if found:
            sys.exit(1)
