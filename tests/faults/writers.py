"""People who do whatever comes into their heads to a few pages, through the site's own forms."""

import random
import time
from contextlib import suppress

from tests.faults.browsing import Browser, Lost, form_with

PAUSE = 0.03  # seconds between two operations of one person, at most
TRIES = 20  # how often somebody who met a conflict begins again
WRITTEN = {201, 302}


class Writer:
    """One person, whose whole conduct follows from a seed."""

    def __init__(self, port, session, stage, journal, seed):
        self.chance = random.Random(seed)
        self.browser = Browser(port, session, journal.heard)
        self.pages, self.audience, self.journal = list(stage["pages"]), stage["audience"], journal

    def do_something(self):
        acts, weights = zip(*ACTS.items(), strict=True)
        act = self.chance.choices(acts, weights)[0]
        with suppress(Lost):
            act(self, self.chance.choice(self.pages))
        time.sleep(self.chance.uniform(0, PAUSE))

    def edit(self, page):
        """Add a line that stands nowhere else; where others were quicker, again in what they wrote."""
        token = self._token()
        self._save(page, "edit", lambda form: form | {"body": self._with_line(form["body"], token)}, token)

    def rename(self, page):
        title = f"Renamed {self._token()}"
        self._save(page, "rename", lambda form: form | {"title": title})

    def tag(self, page):
        tags = self.chance.sample(["red", "green", "blue", "old", "new"], self.chance.randint(1, 3))
        self._save(page, "tag", lambda form: form | {"tags": ", ".join(tags)})

    def create(self, page):
        home, token = self._home(page), self._token()
        if home is None:
            return
        path = f"/new/?parent={home.split('/')[2]}"
        words = {"title": f"New {token}", "body": f"Begun.\n\n{token}\n\nEnded."}
        self._send("create", path, ["body", "parent"], lambda form: form | words, token=token)

    def revert(self, page):
        """Make an old revision the current one again."""
        if home := self._home(page):
            current = form_with(self.browser.get(f"{home}edit/"), "base_revision")
            if current:
                number = self.chance.randint(1, int(current["base_revision"]))
                path = f"{home}history/{number}/restore/"
                self._send("revert", path, ["base_revision"], dict, page=page, number=number)

    def upload(self, page):
        if home := self._home(page):
            name = f"{self._token()}.txt"
            self._send("upload", f"{home}files/", ["description"], dict, page=page, file=name)

    def _save(self, page, act, change, token=None):
        if home := self._home(page):
            self._send(act, f"{home}edit/", ["base_revision", "body"], change, page=page, token=token)

    def _send(self, act, path, names, change, **about):
        """Fill in the form at `path` that has fields `names` and send it, again after each conflict."""
        form = form_with(self.browser.get(path), *names)
        if form is None:
            return
        name = self.journal.intend(act, **about)
        file = about.get("file")
        upload = ("file", file, f"Words in {file}.\n") if file else None
        for _ in range(TRIES):
            answer = self.browser.send(path, change(form) | {"summary": name}, upload)
            if answer.status in WRITTEN:
                return self.journal.acknowledge(name)
            if answer.status != 409 or (newest := form_with(self.browser.get(path), *names)) is None:
                return self.journal.refuse(name, answer)
            form = _on_top(answer, newest, names)
        self.journal.refuse(name, answer)

    def _home(self, page):
        """Return the address of a page as it is now; None while it is not there."""
        answer = self.browser.get(f"/p/{page}/")
        return answer.path if answer.status == 200 else None

    def _token(self):
        return f"T-{self.chance.getrandbits(64):016x}"

    def _with_line(self, body, token):
        lines = body.replace("\r\n", "\n").split("\n")
        place = self.chance.randint(0, len(lines))
        return "\n".join([*lines[:place], token, "", *lines[place:]])


def _on_top(answer, newest, names):
    """Return the form that a conflict page offers, if nobody saved since, with the newest text in it.

    What it holds of the writer's own is put in again, at another place.
    """
    offered = form_with(answer, *names)
    if offered and offered["base_revision"] == newest["base_revision"] and "body" in newest:
        return offered | {"body": newest["body"]}
    return newest


ACTS = {
    Writer.edit: 50,
    Writer.create: 6,
    Writer.rename: 10,
    Writer.upload: 4,
    Writer.revert: 4,
    Writer.tag: 4,
}
