"""`manage.py fill N`: add N articles, to see how the wiki behaves when it is large."""

from django.core.management.base import BaseCommand

from kmsite.pages.loading import fill


class Command(BaseCommand):
    """Add many articles at once."""

    help = "Add N articles made of a few texts: for trying out and measuring, never for a wiki in use."

    def add_arguments(self, parser):
        parser.add_argument("count", type=int, metavar="N")

    def handle(self, *args, **options):
        fill(options["count"])
        self.stdout.write(f"{options['count']} articles added.")
