"""Whether somebody still types the question that they asked just now: then it is no further search.

Known in the process and for a minute: what was typed is written nowhere.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict

from django.http import HttpRequest

from kmsite.accounts.networks import asker
from kmsite.search.asking import Question
from kmsite.search.choosing import Choice

WHILE = 60.0
"""Seconds in which a question goes on."""
AT_ONCE = 8
"""Questions of one person, or one network, that may grow at a time: many people sit behind one address."""
TAKEN_BACK = 2
"""Letters at the end that may be taken back; whoever takes more asks something else."""
MOST_PEOPLE = 2_000

_growing: OrderedDict[str, dict[str, float]] = OrderedDict()
_lock = threading.Lock()


def goes_on(request: HttpRequest, question: Question, choice: Choice) -> bool:
    """Tell whether `question` is one that the same person asked within a minute, or has grown out of one."""
    return _before(asker(request), _said(question, choice)) is not None


def remember(request: HttpRequest, question: Question, choice: Choice) -> None:
    """Remember `question`, which was let pass, instead of the one that it goes on from."""
    who, said = asker(request), _said(question, choice)
    before = _before(who, said)
    with _lock:
        mine = _growing.pop(who, {})
        mine.pop(before or said, None)
        mine[said] = time.monotonic()
        _growing[who] = dict([*mine.items()][-AT_ONCE:])
        if len(_growing) > MOST_PEOPLE:
            _growing.popitem(last=False)


def _before(who: str, said: str) -> str | None:
    since = time.monotonic() - WHILE
    with _lock:
        lately = [*_growing.get(who, {}).items()]
    return next((text for text, at in reversed(lately) if at > since and _is_one(text, said)), None)


def _is_one(before: str, now: str) -> bool:
    is_shorter = len(before) - len(now) <= TAKEN_BACK and before.startswith(now)
    return now.startswith(before) or is_shorter


def _said(question: Question, choice: Choice) -> str:
    """Return what was asked with all that narrows it: another filter is another question."""
    return f"{choice.address()}\n{question.text}"
