"""`manage.py fill --pages N --terms M`: fill an empty wiki, to see how it behaves when it is large."""

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from kmsite.pages.models import Page
from kmsite.transfer.filling.site import fill, settle


class Command(BaseCommand):
    """Add many likely pages and terms at once."""

    help = (
        "Write a large and likely wiki: pages, terms, links, tags, revisions, people who cannot sign in. "
        "For trying out and measuring, never for a wiki in use: what it writes stays among what people wrote."
    )

    def add_arguments(self, parser):
        parser.add_argument("--pages", type=int, default=1000, metavar="N", help="articles (1,000)")
        parser.add_argument("--terms", type=int, default=100, metavar="M", help="terms (100)")
        parser.add_argument("--seed", type=int, default=1, metavar="S", help="another one, another wiki (1)")
        parser.add_argument("--yes", action="store_true", help="add them to the pages that there are")

    def handle(self, *args, **options):
        if options["pages"] < 1 or options["terms"] < 0:
            raise CommandError("Fill it with at least one page.")
        if not options["yes"] and (there := Page.objects.count()):
            raise CommandError(
                f"This wiki has {there} pages. Filling is for an empty one; --yes adds to it, and nothing "
                "takes away again what it adds."
            )
        total = options["pages"] + options["terms"]
        with tqdm(total=total, unit="page", disable=None) as bar:
            fill(options["pages"], options["terms"], seed=options["seed"], told=bar.update)
        settle()
        self.stdout.write(f"{options['pages']} pages and {options['terms']} terms added.")
