"""`manage.py purge_trash`: delete for good what has been in the trash long enough."""

from datetime import timedelta

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from kmsite.pages.endings import purging
from kmsite.pages.models import Page


class Command(BaseCommand):
    """Purge the trash, or say what would be purged."""

    help = "Delete for good what has been in the trash for TRASH_DAYS days; the site itself does it hourly."

    def add_arguments(self, parser):
        days = parser.add_argument("--older-than", type=int, metavar="DAYS", help="instead of TRASH_DAYS")
        days.default = settings.TRASH_DAYS
        parser.add_argument("--dry-run", action="store_true", help="only say what would be deleted")

    def handle(self, *, older_than, dry_run, **options):
        if older_than == 0 and not settings.TRASH_DAYS:
            self.stdout.write(
                "TRASH_DAYS is 0: nothing is deleted by itself. Name the days: --older-than 30."
            )
        elif dry_run:
            self._tell(timezone.now() - timedelta(days=older_than))
        else:
            self.stdout.write(f"{purging.purge_overdue(older_than)} pages deleted for good.")

    def _tell(self, until):
        pages = Page.objects.trashed().filter(trashed_at__lte=until).order_by("trashed_at", "id")
        for page in pages.iterator():
            self.stdout.write(f"{page.trashed_at:%Y-%m-%d %H:%M} {page.get_absolute_url()}")
        self.stdout.write(f"{pages.count()} pages would be deleted for good.")
