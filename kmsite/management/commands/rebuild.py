"""`manage.py rebuild`: derive again what is derived, keeping the old where a text is refused."""

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from kmsite.attachments.measuring import measure_all
from kmsite.pages.models import Page
from kmsite.pages.readers.audiences import rebuild_reaches
from kmsite.pages.saving.deriving import rebuild_all, rebuild_titles


class Command(BaseCommand):
    """Rebuild reach, rendering, links and search entry of every page, or of those named."""

    help = "Derive rendering, links, search index and reach again from what people wrote and chose."

    def add_arguments(self, parser):
        parser.add_argument("--only", nargs="+", metavar="ADDRESS", help="addresses like /articles/pump/")

    def handle(self, *args, **options):
        pages = list(self._pages(options["only"]).values_list("pk", flat=True))
        wrong = rebuild_reaches()
        rebuild_titles()
        measure_all()
        refused = 0
        steps = tqdm(rebuild_all(pages), total=len(pages), unit="page", disable=None)
        for page, refusal in steps:
            if refusal:
                refused += 1
                tqdm.write(f"{page.get_absolute_url()} keeps its old HTML: {refusal}", file=self.stderr)
        self.stdout.write(
            f"{len(pages) - refused} pages rebuilt, {refused} kept, {len(wrong)} reaches mended."
        )

    def _pages(self, addresses):
        if not addresses:
            return Page.objects.order_by("pk")
        slugs = {address.strip("/").rpartition("/")[2] for address in addresses}
        pages = Page.objects.filter(slug__in=slugs).order_by("pk")
        if missing := slugs - set(pages.values_list("slug", flat=True)):
            raise CommandError(f"There is no page at: {', '.join(sorted(missing))}")
        return pages
