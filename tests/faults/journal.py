"""The journal of the writers: what each meant to do, and what it was told became of it."""

import json
import os
import threading
import time
from collections import Counter

TO_RECOVER = 30.0  # seconds after something was killed in which not everything is answered


class Journal:
    """Written through to the disk before something is sent and after it was acknowledged."""

    def __init__(self, path, seed):
        self.prefix = f"op-{seed}-"
        self.file = open(path, "a")  # noqa: SIM115 it is open as long as the writers write
        self.lock = threading.Lock()
        self.intents, self.acknowledged, self.words = {}, {}, {}
        self.answers, self.refused, self.odd = Counter(), Counter(), []
        self.calm_at = 0.0

    def intend(self, act, **about):
        """Note an operation before it is sent; return its name."""
        with self.lock:
            name = f"{self.prefix}{len(self.intents)}"
            self.intents[name] = {"act": act, **about}
            self._write({"intent": name, "act": act, **about})
        return name

    def acknowledge(self, name):
        with self.lock:
            self.acknowledged[name] = self.intents[name]
            self._write({"acknowledged": name})

    def refuse(self, name, answer):
        """Note that the site would not do it: the page is gone, or something stands in the way."""
        with self.lock:
            self._write({"refused": name, "status": answer.status, "page": answer.text})
            if answer.status in {400, 403}:
                self.odd.append(f"{answer.status} {name} {self.intents[name]} {answer.path}")
            self.refused[f"{self.intents[name]['act']} {answer.status}"] += 1

    def disturb(self):
        """Expect requests without an answer, or with 503, for a while: something was just killed."""
        self.calm_at = time.monotonic() + TO_RECOVER

    def heard(self, method, path, answer):
        """Count an answer; keep one that nobody should ever get."""
        with self.lock:
            self.answers[answer.status] += 1
            passing = answer.status in {0, 503} and time.monotonic() < self.calm_at
            if (answer.status >= 500 or answer.status == 0) and not passing:
                self.odd.append(f"{answer.status} {method} {path}")

    def acted(self, *acts):
        """Return the acknowledged operations of these kinds."""
        return [name for name, one in self.acknowledged.items() if one["act"] in acts]

    def told(self, name, **about):
        """Note more of an operation, once it is known."""
        with self.lock:
            self._write({"about": name, **about})

    def _write(self, line):
        self.file.write(json.dumps(line) + "\n")
        self.file.flush()
        os.fsync(self.file.fileno())
