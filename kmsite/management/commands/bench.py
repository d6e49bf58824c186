"""`manage.py bench search`: how long questions and suggestions take on this site."""

import gc
import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from kmsite.management.measuring.questions import questions
from kmsite.management.measuring.timing import REFERENCES, timed
from kmsite.pages.models import Page

WIDTHS = "{:<20}{:<16}{:>9}{:>9}{:>10}{:>9}{:>9}"


class Command(BaseCommand):
    """Time questions made of the site's own words; change nothing."""

    help = (
        "Print median and 95th percentile in milliseconds for each sort of question and for suggestions, for "
        "a stranger, a reader of many audiences and an administrator, and how many times as long as "
        "reading a page by its key in the same run."
    )

    def add_arguments(self, parser):
        parser.add_argument("what", choices=["search"])
        parser.add_argument("--rounds", type=int, default=5, help="how often each question is asked (5)")
        parser.add_argument("--json", action="store_true", help="print the figures in JSON")
        parser.add_argument(
            "--against", type=Path, metavar="FILE.json", help="figures of another site: print the growth"
        )

    def handle(self, *args, **options):
        against = _read(options["against"]) if options["against"] else None
        try:
            asked = questions()
        except LookupError:
            raise CommandError("This wiki has too few words to ask for: see `manage.py fill`.") from None
        gc.collect()
        gc.freeze()  # as the web server does
        figures = {"pages": Page.objects.live().count(), "sorts": {}}
        if not options["json"]:
            self._line("", "reader", "median", "p95", "found", "of key", "of words")
        for sort, reader, times in timed(asked, rounds=max(1, options["rounds"])):
            figures["sorts"].setdefault(sort, {})[reader] = times.said()
            if not options["json"]:
                self._tell(figures, sort, reader, times)
        if against:
            figures["growth"] = _growth(against, figures)
        if options["json"]:
            self.stdout.write(json.dumps(figures, indent=2))
        elif against:
            self._tell_growth(against, figures)

    def _tell(self, figures, sort, reader, times):
        ratios = [
            f"{times.median / max(figures['sorts'][name]['anonymous']['median'], 0.01):.1f}x"
            for name in REFERENCES
            if name in figures["sorts"]
        ]
        self._line(sort, reader, f"{times.median:.1f}", f"{times.p95:.1f}", f"{times.found:.0f}", *ratios, "")

    def _tell_growth(self, against, figures):
        self.stdout.write(f"\nFrom {against['pages']} to {figures['pages']} pages:")
        self._line("", "reader", "median", "p95", "found", "", "")
        for sort, people in figures["growth"].items():
            for reader, grown in people.items():
                self._line(
                    sort, reader, *(f"{grown[name]:.1f}x" for name in ("median", "p95", "found")), "", ""
                )

    def _line(self, *cells):
        self.stdout.write(WIDTHS.format(*cells).rstrip())


def _read(path):
    try:
        figures = json.loads(path.read_text(encoding="utf-8"))
        return {"pages": int(figures["pages"]), "sorts": dict(figures["sorts"])}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CommandError(f"{path} holds no figures of `bench search --json`.") from error


def _growth(old, new):
    """Return by sort and reader how many times as much each figure is as it was in `old`."""
    return {
        sort: {
            reader: {name: _times(old["sorts"][sort][reader][name], now) for name, now in figures.items()}
            for reader, figures in people.items()
            if reader in old["sorts"].get(sort, {})
        }
        for sort, people in new["sorts"].items()
    }


def _times(before, now):
    return round(now / before, 2) if before else 1.0
