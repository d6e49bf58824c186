"""`manage.py collect_files`: delete what no version of any file has needed for a day."""

from django.core.management.base import BaseCommand
from django.template.defaultfilters import filesizeformat

from kmsite.attachments.collecting import collect


class Command(BaseCommand):
    """Collect removed files, unused blobs and files that a crash left without a row."""

    help = "Delete removed files and unused bytes a day after the last reference to them went."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="say what would go, and delete nothing")

    def handle(self, *, dry_run, **options):
        found = collect(is_rehearsal=dry_run)
        verb = "would be deleted" if dry_run else "deleted"
        self.stdout.write(
            f"{found.attachments} removed files, {found.blobs} unused contents "
            f"({filesizeformat(found.bytes)}) and {found.strays} strays {verb}."
        )
