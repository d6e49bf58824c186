"""`manage.py starter_content`: the articles that a new wiki begins with."""

from django.core.management.base import BaseCommand

from kmsite.transfer.starter_content import load_starter_content


class Command(BaseCommand):
    help = "Load the articles that a new wiki begins with; does nothing once there is any page."

    def add_arguments(self, parser):
        parser.add_argument("--force", action="store_true", help="also when there are pages already")

    def handle(self, *, force, verbosity, **options):
        report = load_starter_content(force=force)
        if verbosity == 0:
            return
        if report is None:
            self.stdout.write("There are pages already; nothing was loaded (--force loads it all the same).")
        else:
            self.stdout.write("\n".join(report.lines()))
