"""What must be true when all is over, told from the journal and from what the database holds."""

import re
from collections import Counter

TOKEN = re.compile(r"T-[0-9a-f]{16}")
SAME_TEXT = {"rename", "tag"}


def tokens_of(revision):
    return Counter(TOKEN.findall(revision["body"]))


def by_operation(record):
    """Return the revisions that each operation made, with their pages."""
    found = {}
    for page in record["pages"]:
        for revision in page["revisions"]:
            found.setdefault(revision["summary"], []).append((page, revision))
    return found


def lost(journal, record):
    """Yield acknowledged edits that are not there, in one revision, exactly once."""
    made = by_operation(record)
    for name in journal.acted("edit", "create"):
        token, revisions = journal.intents[name]["token"], made.get(name, [])
        times = [tokens_of(revision)[token] for _page, revision in revisions]
        if times != [1]:
            yield f"{name} was acknowledged; its line stands in its revisions {times} times"


def doubled(journal, record):
    """Yield operations, acknowledged or not, that were written more than once."""
    made = by_operation(record)
    for name in journal.intents:
        if len(made.get(name, [])) > 1:
            yield f"{name} made {len(made[name])} revisions"


def invented(journal, record):
    """Yield revisions that nobody meant to write."""
    for summary, revisions in by_operation(record).items():
        if summary not in journal.intents and summary.startswith(journal.prefix):
            yield from (f"revision {revision['id']} is by nobody" for _page, revision in revisions)


def overwritten(journal, record):
    """Yield revisions that do not hold what others wrote meanwhile: each adds its own line, and no more.

    What one started from, what that one made of it and what was there by then give what must stand there now.
    """
    for page in record["pages"]:
        texts = {one["number"]: tokens_of(one) for one in page["revisions"]}
        for one in page["revisions"]:
            if one["number"] == 1 or one["summary"] not in journal.intents:
                continue
            base, before = texts[one["base"]], texts[one["number"] - 1]
            mine = _meant(journal.intents[one["summary"]], base, texts)
            expected = (before - (base - mine)) + (mine - base)
            if texts[one["number"]] != expected:
                yield f"revision {one['number']} of page {page['id']} ({one['summary']}) is not as meant"


def _meant(intent, base, texts):
    if intent["act"] == "revert":
        return texts[intent["number"]]
    return base if intent["act"] in SAME_TEXT else base + Counter([intent["token"]])


def current_twice(record):
    """Yield lines that stand twice in the current text of a page."""
    for page in record["pages"]:
        newest = page["revisions"][-1]
        if newest["id"] != page["current"]:
            yield f"page {page['id']} does not show its newest revision"
        for token, times in tokens_of(newest).items():
            if times > 1:
                yield f"{token} stands {times} times on page {page['id']}"


def standing(record):
    """Count the lines that stand in current texts."""
    return sum(len(tokens_of(page["revisions"][-1])) for page in record["pages"])


def files_lost(journal, record):
    """Yield acknowledged uploads that are not there once, and others that are there twice."""
    there = Counter(record["files"])
    for name, one in journal.intents.items():
        if one["act"] != "upload":
            continue
        times = there[one["file"]]
        if times > 1 or (name in journal.acknowledged and times != 1):
            yield f"{name} ({one['file']}) is there {times} times"
