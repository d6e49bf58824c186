"""People who do whatever comes into their heads to a few pages, through the site's own forms."""

import random
import re
import time
from contextlib import suppress

from tests.faults.browsing import Browser, Lost, form_with
from tests.faults.settling import settled
from tests.faults.verdict import TOKEN

PAUSE = 0.03  # seconds between two operations of one person, at most
TRIES = 20  # how often somebody who met a conflict begins again
WRITTEN = {201, 302}
IN_THE_TRASH = re.compile(r"/trash/[0-9a-f-]{36}/restore/")


class Writer:
    """One person, whose whole conduct follows from a seed."""

    def __init__(self, port, session, stage, journal, seed):
        self.chance = random.Random(seed)
        self.browser = Browser(port, session, journal.heard)
        self.stage, self.journal = stage, journal

    def do_something(self):
        acts, weights = zip(*ACTS.items(), strict=True)
        act = self.chance.choices(acts, weights)[0]
        with suppress(Lost):
            home = self._home(self._any_page())
            act(self, home) if home else self.bring_back(home)
        time.sleep(self.chance.uniform(0, PAUSE))

    def edit(self, home):
        """Add a line that stands nowhere else; where others were quicker, again in what they wrote."""
        token = self._token()
        self._save("edit", home, lambda form: {"body": self._with_line(form["body"], token)}, token=token)

    def rename(self, home):
        title = f"Renamed {self._token()[2:]}"
        self._save("rename", home, lambda form: {"title": title})

    def tag(self, home):
        tags = self.chance.sample(["red", "green", "blue", "old", "new"], self.chance.randint(1, 3))
        self._save("tag", home, lambda form: {"tags": ", ".join(tags)})

    def tag_many(self, home):
        """Tag some pages together: try it out, then do it, step by step."""
        pages = ",".join(self.chance.sample(list(self.stage["pages"]), 4))
        wanted = {"act": "tag", "tags": self.chance.choice(["many", "several"]), "pages": pages}
        trial = self.browser.send("/bulk/try/", wanted).location
        if not trial:
            return  # one of the pages is gone
        name = self.journal.intend("tag_many", pages=pages)
        run = self.browser.send(f"{self._worked_off(trial)}confirm/", {}).location
        if run and run != trial:
            self._worked_off(run)
            self.journal.acknowledge(name)

    def _worked_off(self, run):
        while 'action="' + run + 'step/"' in self.browser.get(run).text:
            self.browser.send(f"{run}step/", {})
        return run

    def create(self, home):
        token = self._token()
        words = {"title": f"New {token[2:]}", "body": f"Begun.\n\n{token}\n\nEnded."}
        path = f"/new/?parent={_slug(home)}"
        if made := self._send("create", path, ["body", "parent"], lambda form: words, token=token):
            self.stage["created"].append(made.location)

    def revert(self, home):
        """Make an old revision the current one again."""
        number = self.chance.randint(1, self._newest(home))
        self._send("revert", f"{home}history/{number}/restore/", ["base_revision"], number=number)

    def undo(self, home):
        """Take back what one revision changed."""
        newest = self._newest(home)
        if newest > 1:
            number = self.chance.randint(2, newest)
            self._send("undo", f"{home}history/{number}/undo/", ["base_revision", "key"], number=number)

    def upload(self, home):
        self._send("upload", f"{home}files/", ["description"], file=f"{self._token()}.txt")

    def move(self, home):
        other = self._home(self._any_page())
        shown = form_with(self.browser.get(f"{home}move/"), "title", "parent")
        if other and shown:
            wanted = shown | {"parent": self.chance.choice([_slug(other), _slug(other), ""])}
            foreseen = form_with(self.browser.send(f"{home}move/", wanted), "seen")
            if foreseen:
                self._fill("move", f"{home}move/", ["seen"], foreseen)

    def merge(self, home):
        """Let a page that somebody began go on as a part of another."""
        begun = self._home(self.chance.choice(self.stage["created"] or [home]))
        if begun and begun != home:
            self._send("merge", f"{begun}merge/?parent={_slug(home)}", ["base", "into_base", "body"])

    def trash(self, home):
        self._send("trash", f"{home}trash/", ["seen"])

    def bring_back(self, home):
        found = IN_THE_TRASH.findall(self.browser.get("/trash/").text)
        if found:
            self._fill("bring_back", self.chance.choice(found), [], {})

    def choose_readers(self, home):
        choice = self.chance.choice(["", "", "0", "-1", str(self.stage["audience"])])
        path = f"{home}audience/"
        shown = form_with(self.browser.get(f"{path}?choice={choice}"), "choice", "seen")
        if shown:
            self._fill("choose_readers", path, ["choice", "seen"], shown)

    def archive(self, home):
        self._send("archive", f"{home}archive/", ["seen"])

    def unarchive(self, home):
        self._send("unarchive", f"{home}unarchive/", ["seen"])

    def _save(self, act, home, change, **about):
        self._send(act, f"{home}edit/", ["base_revision", "body"], change, **about)

    def _send(self, act, path, names, change=lambda form: {}, **about):
        """Fetch the form at `path` that has fields `names` and send it with what `change` makes of it."""
        form = form_with(self.browser.get(path), *names)
        return form and self._fill(act, path, names, form, change, **about)

    def _fill(self, act, path, names, form, change=lambda form: {}, **about):
        """Send `form`; after a conflict again, on top of what it was with. Return the answer once done."""
        name = self.journal.intend(act, **about)
        file, mine = about.get("file"), about.get("token")
        upload = ("file", file, f"Words in {file}.\n") if file else None
        fields = form | change(form)
        for _ in range(TRIES):
            self.journal.words[name] = TOKEN.findall(fields.get("body", ""))
            answer = self.browser.send(path, fields | {"summary": name}, upload)
            if answer.status in WRITTEN:
                self.journal.acknowledge(name)
                return answer
            if answer.status != 409 or (fields := self._again(act, answer, path, names, mine)) is None:
                break
        self.journal.refuse(name, answer)
        return None

    def _again(self, act, answer, path, names, mine):
        """Return what to send after a conflict, None where it is better left."""
        if act == "merge":  # somebody added to the page that is to go: its text has to be looked at again
            return form_with(self.browser.get(path), *names)
        form = form_with(answer, *names)
        if form is None or "conflict_with" not in form:
            return form
        return None if act == "undo" else settled(answer.text, form, mine)

    def _newest(self, home):
        form = form_with(self.browser.get(f"{home}edit/"), "base_revision")
        return int(form["base_revision"]) if form else 1

    def _any_page(self):
        """Return one of the pages that all write on, and now and then one that somebody made."""
        made = self.stage["created"]
        if made and self.chance.random() < 0.1:
            return self.chance.choice(made)
        return f"/p/{self.chance.choice(list(self.stage['pages']))}/"

    def _home(self, address):
        """Return where a page is now; None while it is not there."""
        answer = self.browser.get(address)
        return answer.path if answer.status == 200 and answer.path.startswith("/articles/") else None

    def _token(self):
        return f"T-{self.chance.getrandbits(64):016x}"

    def _with_line(self, body, token):
        lines = body.replace("\r\n", "\n").split("\n")
        place = self.chance.randint(0, len(lines))
        return "\n".join([*lines[:place], token, "", *lines[place:]])


def _slug(home):
    return home.split("/")[2]


ACTS = {
    Writer.edit: 50,
    Writer.create: 8,
    Writer.rename: 6,
    Writer.move: 6,
    Writer.trash: 3,
    Writer.bring_back: 6,
    Writer.revert: 3,
    Writer.undo: 2,
    Writer.merge: 3,
    Writer.upload: 4,
    Writer.tag: 4,
    Writer.tag_many: 2,
    Writer.choose_readers: 3,
    Writer.archive: 1,
    Writer.unarchive: 2,
}
