"""`manage.py rebuild_search`: make the search index again, while people read and write."""

from django.core.management.base import BaseCommand
from tqdm import tqdm

from kmsite.pages.index import rebuilding


class Command(BaseCommand):
    """Rebuild the search entry of every page, and the lexicon; stopped, it goes on where it was."""

    help = "Make the search index again: words, facts, priors and the lexicon. Once stopped, it goes on."

    def handle(self, *args, **options):
        waiting = rebuilding.begin()
        done = 0
        with tqdm(total=waiting, unit="page", disable=None) as bar:
            for left in rebuilding.go_on():
                more = max(0, waiting - left - done)
                bar.update(more)
                done += more
        self.stdout.write(f"{waiting} pages are in the search index anew.")
