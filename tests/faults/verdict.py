"""What must be true when all is over, told from the journal and from what the database holds."""

import re
from collections import Counter

TOKEN = re.compile(r"T-[0-9a-f]{16}")
SAME_TEXT = {"rename", "tag"}
VERBS = {"trash": "trashed", "merge": "merged"}


def tokens_of(revision):
    return Counter(TOKEN.findall(revision["body"]))


def _revisions(record):
    return [revision for page in record["pages"] for revision in page["revisions"]]


def _act(journal, revision):
    return journal.intents.get(revision["summary"], {}).get("act")


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
            if one["number"] == 1:
                continue
            before, (base, mine) = texts[one["number"] - 1], _meant(journal, one, texts)
            expected = (before - (base - mine)) + (mine - base)
            if texts[one["number"]] != expected:
                yield f"revision {one['number']} of page {page['id']} ({one['summary']}) is not as meant"


def _meant(journal, revision, texts):
    """Return the lines of the text that an operation began with, and of what it made of it."""
    name, base = revision["summary"], texts[revision["base"]]
    if name not in journal.intents:  # the wiki's own words: another title or other tags, the text as it was
        return base, base
    intent = journal.intents[name]
    if intent["act"] == "undo":
        return texts[intent["number"]], texts[intent["number"] - 1]
    if intent["act"] == "revert":
        return base, texts[intent["number"]]
    if intent["act"] == "merge":
        return base, Counter(journal.words[name])
    return base, base if intent["act"] in SAME_TEXT else base + Counter([intent["token"]])


def merged_away(journal, record):
    """Yield pages that were merged into another without their lines."""
    merged = [tokens_of(one) for one in _revisions(record) if _act(journal, one) == "merge"]
    for page in record["pages"]:
        mine = tokens_of(page["revisions"][-1])
        if page["merged_into"] and not any(mine <= text for text in merged):
            yield f"page {page['id']} was merged without its text"


def untold(journal, record):
    """Yield kinds of deeds that were acknowledged and are missing in the ledger."""
    told = Counter(record["deeds"])
    for act, verb in VERBS.items():
        done = len(journal.acted(act))
        if told[verb] < done:
            yield f"{done} times {act}, and the ledger knows {told[verb]}"


def twice(journal, record):
    """Yield lines that stand twice in the current text of a page."""
    for page in record["pages"]:
        newest = page["revisions"][-1]
        if newest["id"] != page["current"]:
            yield f"page {page['id']} does not show its newest revision"
        for token, times in tokens_of(newest).items():
            if times > 1:
                yield f"{token} stands {times} times on page {page['id']}"


def files_lost(journal, record):
    """Yield acknowledged uploads that are not there once, and others that are there twice."""
    there = Counter(record["files"])
    for name, one in journal.intents.items():
        if one["act"] != "upload":
            continue
        times = there[one["file"]]
        if times > 1 or (name in journal.acknowledged and times != 1):
            yield f"{name} ({one['file']}) is there {times} times"


CHECKS = (lost, doubled, invented, overwritten, merged_away, untold, twice, files_lost)
