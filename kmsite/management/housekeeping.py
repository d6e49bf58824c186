"""What a running site does by itself once an hour, in a thread of each web process."""

from __future__ import annotations

import logging
import random
import threading
import time
from collections.abc import Callable

from django.conf import settings
from django.db import connection

from communities.people import reminding
from glossary import surveying
from kmsite.attachments import collecting
from kmsite.culture.alone import remembering
from kmsite.culture.rounds import holding
from kmsite.gaps import adding_up, near_titles, settling
from kmsite.pages.counts import counting, readership
from kmsite.pages.endings import purging
from kmsite.pages.index import foremost, prior, rebuilding, recounting, rewording
from kmsite.search import fruitless

FIRST_AFTER, THEN_EVERY = 60, 3600
"""Seconds: a site that runs for an hour a day tidies up as well."""

log = logging.getLogger(__name__)


def purge_old_trash() -> None:
    """Delete for good what has been in the trash for TRASH_DAYS days."""
    if settings.TRASH_DAYS and (count := purging.purge_overdue(settings.TRASH_DAYS)):
        log.info("%d pages deleted for good: %d days in the trash", count, settings.TRASH_DAYS)


def collect_unused_files() -> None:
    """Delete removed files and unused bytes, a day after nothing refers to them any more."""
    collecting.collect()


def survey_glossary() -> None:
    """Find anew what curators may mend in the glossary."""
    surveying.look_through()


def forget_tallies() -> None:
    """Forget how often somebody did something once no limit looks at it any more."""
    counting.forget_what_is_over()


def forget_old_figures() -> None:
    """Forget reads of more than 400 days ago, and searches that found nothing of more than 90."""
    readership.forget_old()
    fruitless.forget_old()
    settling.forget_old()


def pair_titles() -> None:
    """Find anew which titles are nearly the same."""
    near_titles.look()


def add_up_reads() -> None:
    """Add up anew how often each page was read in 90 days."""
    adding_up.add_up()


def close_overdue_rounds() -> None:
    """Close rounds of the culture shift whose time is over, and let go of what was answered in them."""
    holding.close_overdue()
    holding.forget_answers()


def remind_people() -> None:
    """Remind people of what they mean to do after the exercise alone, on the day that they chose."""
    remembering.remind()


def tell_what_is_over() -> None:
    """Tell holders of roles that their term is over, and hosts that an event waits to be written down."""
    reminding.remind()


def write_waiting_entries() -> None:
    """Write the search entries anew that wait: of a tag that is called otherwise, or of a rebuild."""
    rewording.catch_up()
    rebuilding.finish()


def weigh_pages() -> None:
    """Weigh anew what speaks for each page, whatever is asked: days pass, and pages are read."""
    prior.weigh_all()
    foremost.choose()


def count_words() -> None:
    """Count the words of the lexicon, and let go of those that stand nowhere any more."""
    recounting.recount()


DUTIES: tuple[Callable[[], None], ...] = (
    purge_old_trash,
    collect_unused_files,
    survey_glossary,
    forget_tallies,
    forget_old_figures,
    pair_titles,
    add_up_reads,
    close_overdue_rounds,
    remind_people,
    tell_what_is_over,
    write_waiting_entries,
    weigh_pages,
    count_words,
)
"""Each is safe to be done by several processes at once: row locks and a second look decide."""


def keep_house() -> threading.Thread:
    """Begin to tidy up in the background, until the process ends."""
    thread = threading.Thread(target=_for_ever, name="housekeeping", daemon=True)
    thread.start()
    return thread


def tidy_up() -> None:
    """Do every duty once; one that fails is logged and does not keep the others from being done."""
    for duty in DUTIES:
        try:
            duty()
        except Exception:
            log.exception("Housekeeping: %s failed and will be tried again", duty.__name__)


def _for_ever() -> None:
    time.sleep(FIRST_AFTER + random.uniform(0, FIRST_AFTER))  # noqa: S311 (so that processes take turns)
    while True:
        tidy_up()
        connection.close()
        time.sleep(THEN_EVERY)
