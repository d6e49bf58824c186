"""A round: people write at once while something is killed under them, and then all is counted."""

import json
import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from tests.faults import verdict
from tests.faults.journal import Journal
from tests.faults.writers import Writer

WRITERS = 8
PAGES = 20


def play(site, seed, operations, *, kill=None, every=2.0, times=0):
    """Let the writers do `operations` things, and go on until `kill` was called `times` times."""
    stage = site.ask("-m", "tests.faults.stage", f"Stage {seed}", str(WRITERS), str(PAGES))
    journal = Journal(site.folder / f"journal-{seed}.jsonl", seed)
    over = threading.Event()

    def write(number):
        writer = Writer(site.port, stage["sessions"][number], stage, journal, f"{seed} {number}")
        while len(journal.intents) < operations or not over.is_set():
            writer.do_something()

    began = time.monotonic()
    with ThreadPoolExecutor(WRITERS) as pool:
        writing = [pool.submit(write, number) for number in range(WRITERS)]
        try:
            kills = _disturb(journal, random.Random(seed), kill, every, times)
        finally:
            over.set()
        for one in writing:
            one.result()
    return Round(site, seed, journal, stage, kills, time.monotonic() - began)


def _disturb(journal, chance, kill, every, times):
    """Kill `times` times, and give the site a moment after the last one."""
    for _ in range(times):
        time.sleep(every)
        journal.disturb()
        kill(chance)
    if times:
        time.sleep(every)
    return times


class Round:
    """What happened in one round; `faults` is empty when all is well."""

    def __init__(self, site, seed, journal, stage, kills, seconds):
        self.seed, self.journal, self.kills, self.seconds = seed, journal, kills, seconds
        self.record = site.ask("-m", "tests.faults.record", min(stage["pages"], key=int), str(stage["deeds"]))
        (site.folder / f"record-{seed}.json").write_text(json.dumps(self.record))
        self.complaints = self.record["complaints"]

    @property
    def faults(self):
        found = [fault for check in verdict.CHECKS for fault in check(self.journal, self.record)]
        return [*self.journal.odd, *found, *self.complaints]

    def __str__(self):
        journal = self.journal
        return (
            f"seed {self.seed}: {len(journal.intents)} operations in {self.seconds:.1f} s, "
            f"{self.kills} kills, {len(journal.acknowledged)} acknowledged, "
            f"of them {len(journal.acted('edit', 'create'))} edits; "
            f"{len(self.faults)} faults; answers {dict(sorted(journal.answers.items()))}, "
            f"refused {dict(sorted(journal.refused.items()))}"
        )
