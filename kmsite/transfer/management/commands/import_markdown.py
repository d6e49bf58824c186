"""`manage.py import_markdown DIR`: a folder of Markdown becomes nested articles (docs/importing.md)."""

import gc
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from articles.models import Article
from kmsite.accounts.models import User
from kmsite.pages.names import naming
from kmsite.text.names import name_key
from kmsite.transfer.importing import import_folder

USAGE = 2
LONGEST_SOURCE = 500


class Command(BaseCommand):
    help = (
        "Bring a folder of Markdown in as nested articles; once more changes nothing. "
        "Exit code 1 when something could not come in, 2 when the command was given wrong."
    )

    def add_arguments(self, parser):
        parser.add_argument("folder", metavar="DIR", type=Path, help="the folder to bring in")
        parser.add_argument("--under", metavar="PAGE", help="title or slug of the article to put it below")
        parser.add_argument("--by", metavar="USERNAME", help="who imports; without it, the site itself")
        parser.add_argument("--source", help="the name under which the import is remembered (default: DIR)")
        parser.add_argument("--dry-run", action="store_true", help="report what would happen, write nothing")

    def handle(self, *, folder, under, by, source, dry_run, verbosity, **options):
        if not folder.is_dir():
            raise CommandError(f"{folder} is not a folder.", returncode=USAGE)
        source = source or str(folder.resolve())
        if len(source) > LONGEST_SOURCE:
            raise CommandError("Give the import a shorter name with --source.", returncode=USAGE)
        gc.freeze()  # what is loaded stays: no need to look through it again and again
        report = import_folder(
            folder,
            source=source,
            under=_page(under) if under else None,
            by=_person(by) if by else None,
            dry_run=dry_run,
            watch=lambda pages: _progress(pages, quiet=verbosity == 0),
        )
        for line in report.lines():
            self.stdout.write(line)
        if dry_run:
            self.stdout.write("This was a dry run: nothing was written.")
        if report.lost_something:
            sys.exit(1)


def _progress(pages, *, quiet):
    """Show a bar on standard error if a person watches."""
    return tqdm(pages, unit="page", file=sys.stderr, disable=quiet or not sys.stderr.isatty())


def _page(name):
    """Return the live article with this slug, or else this title."""
    page = Article.objects.live().filter(slug=name).first()
    key = name_key(name)
    found = page or naming.resolve(None, [key]).get(key)
    if found is None:
        raise CommandError(f'There is no article called "{name}".', returncode=USAGE)
    return Article.objects.get(pk=found.pk)


def _person(username):
    person = User.objects.filter(username=username).first()
    if person is None:
        raise CommandError(f'There is nobody with the user name "{username}".', returncode=USAGE)
    return person
