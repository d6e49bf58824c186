"""Searches that found nothing: noted in the process, written down now and then, without a trace of who asked.

A question is kept for 90 days, with a sketch of 64 bits from which it can be told by about how many people it
was asked, and not by whom (decision 56).
"""

from __future__ import annotations

import math
import re
import threading
import time
from collections import Counter, OrderedDict
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from django.db import connection
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from kmsite.accounts.networks import asker
from kmsite.pages.counts.readership import is_a_machine
from kmsite.search.asking import Question
from kmsite.search.models import LONGEST, FruitlessSearch
from kmsite.text.folding import fold
from kmsite.text.names import name_key

KEPT = timedelta(days=90)
WHILE = 30.0
"""Seconds in which of a question that grows, letter by letter, only the last state counts."""
HASTE = 3.0
"""Seconds in which nobody asks for something else: whatever is asked then is the same question."""
MOST_PEOPLE, MOST = 2_000, 2_000
"""People whose question may still grow, and questions, that one process holds at a time."""
MOST_A_DAY = 2_000
"""Different questions that are kept of one day."""
MOST_OF_ONE = 60
"""Questions of one person, or one network, that a process counts on one day: nobody fills the day alone."""
BITS = 64

_WORD = re.compile(r"\w+")
_ADDRESS = re.compile(r"\S@\S|://|\bwww\.", re.I)
_NUMBER = re.compile(r"\d(?:[ ./-]?\d){8}")
_LONG_TOKEN, _MIXED_TOKEN, _ODD_TOKEN = 30, 12, 8

_ADD = """
INSERT INTO search_fruitlesssearch AS known (key, day, text, name, number, people)
SELECT * FROM unnest(%(keys)s::text[], %(days)s::date[], %(texts)s::text[], %(names)s::text[],
    %(numbers)s::integer[], %(people)s::bigint[]) AS asked (key, day, text, name, number, people)
WHERE (SELECT count(*) FROM search_fruitlesssearch WHERE day = asked.day) < %(most)s
    OR EXISTS (SELECT FROM search_fruitlesssearch old WHERE old.key = asked.key AND old.day = asked.day)
ORDER BY asked.key, asked.day
ON CONFLICT (key, day) DO UPDATE
SET number = known.number + excluded.number, people = known.people | excluded.people
"""


class Asked(NamedTuple):
    """What somebody asked last, when by the process's clock, on which day, and their bit of its sketch."""

    text: str
    key: str
    at: float
    day: date
    bit: int


_growing: OrderedDict[str, Asked] = OrderedDict()
_of_today: Counter[tuple[date, str]] = Counter()
_sums: dict[tuple[str, date], tuple[str, int, int]] = {}
_lock = threading.Lock()


def note(request: HttpRequest, question: Question) -> None:
    """Note that `question` found nothing, where nothing narrowed the search; it writes nothing.

    Not noted: what looks like a secret or an address, and what nobody waits for (`_is_of_a_person`).
    """
    key = key_of(question.text)
    if not key or not may_be_kept(question.text) or not _is_of_a_person(request):
        return
    who = asker(request)
    asked = Asked(question.text, key, time.monotonic(), datetime.now(UTC).date(), _bit(key, who))
    with _lock:
        before = _growing.pop(who, None)
        is_new = not (before and _is_the_same(before, asked))
        if before and is_new:
            _count(before)
        if is_new and _is_too_many(asked.day, who):
            return
        _growing[who] = asked
        if len(_growing) > MOST_PEOPLE:
            _count(_growing.popitem(last=False)[1])


def answered(request: HttpRequest, question: Question) -> None:
    """Forget what the same person typed on the way to `question`, which found something."""
    who = asker(request)
    if who not in _growing:
        return
    found = Asked(question.text, key_of(question.text), time.monotonic(), date.min, 0)
    with _lock:
        before = _growing.get(who)
        if before and _is_the_same(before, found):
            del _growing[who]


def key_of(text: str) -> str:
    """Return the form in which two questions are one: the words in the spelling of the index."""
    return " ".join(_WORD.findall(fold(text)))[: 2 * LONGEST]


def may_be_kept(text: str) -> bool:
    """Tell whether a question may be kept: not one that is long, or looks like a secret or an address.

    Those are e-mail and web addresses, numbers of nine digits and more, and words that are long, or shorter
    but mixed of letters, digits and signs, as keys and passwords are.
    """
    if len(text) > LONGEST or _ADDRESS.search(text) or _NUMBER.search(text):
        return False
    return not any(_looks_secret(token.strip(".,:;!?\"'()")) for token in text.split())


def write_down(*, at_the_end: bool = False) -> None:
    """Add what was noted to the table, in one statement; what fails is kept for the next time.

    Questions that may still grow wait, unless the process ends.
    """
    sums = _taken(at_the_end=at_the_end)
    if not sums:
        return
    asked = {
        "keys": [key for key, _day in sums],
        "days": [day for _key, day in sums],
        "texts": [text for text, _number, _people in sums.values()],
        "names": [name_key(text)[: 2 * LONGEST] for text, _number, _people in sums.values()],
        "numbers": [number for _text, number, _people in sums.values()],
        "people": [_signed(people) for _text, _number, people in sums.values()],
    }
    try:
        with connection.cursor() as cursor:
            cursor.execute(_ADD, {**asked, "most": MOST_A_DAY})
    except Exception:
        with _lock:
            for (key, day), (text, number, people) in sums.items():
                _add(key, day, text, number, people)
        raise


def forget_old() -> None:
    """Delete the questions of more than 90 days ago."""
    FruitlessSearch.objects.filter(day__lt=timezone.now().date() - KEPT).delete()


def people_of(bits: int) -> int:
    """Return about how many people a sketch stands for: linear counting (Whang and others, 1990)."""
    empty = BITS - (bits & (1 << BITS) - 1).bit_count()
    return round(BITS * math.log(BITS / max(empty, 0.5)))


def _is_of_a_person(request: HttpRequest) -> bool:
    """Tell whether a person asks for themselves: no robot, no HEAD, nobody who views as another does."""
    return request.method == "GET" and not is_a_machine(request) and not hasattr(request, "viewing_as")


def _is_the_same(before: Asked, now: Asked) -> bool:
    """Tell whether somebody still types what they began: it grows, or shrinks, or is corrected in haste."""
    if now.at - before.at > WHILE:
        return False
    grows = now.key.startswith(before.key) or before.key.startswith(now.key)
    return grows or now.at - before.at < HASTE


def _is_too_many(day: date, who: str) -> bool:
    """Count one more question of `who` on `day`; tell whether that is more than are counted of one."""
    if len(_of_today) >= MOST_PEOPLE * 10 or (_of_today and next(iter(_of_today))[0] != day):
        _of_today.clear()
    _of_today[day, who] += 1
    return _of_today[day, who] > MOST_OF_ONE


def _taken(*, at_the_end: bool) -> dict[tuple[str, date], tuple[str, int, int]]:
    global _sums
    over = math.inf if at_the_end else time.monotonic() - WHILE
    with _lock:
        for who in [who for who, asked in _growing.items() if asked.at < over]:
            _count(_growing.pop(who))
        sums, _sums = _sums, {}
    return sums


def _count(asked: Asked) -> None:
    _add(asked.key, asked.day, asked.text, 1, asked.bit)


def _add(key: str, day: date, text: str, number: int, people: int) -> None:
    known = _sums.get((key, day))
    if known:
        text, number, people = known[0], known[1] + number, known[2] | people
    if known or len(_sums) < MOST:
        _sums[key, day] = text, number, people


def _bit(key: str, who: str) -> int:
    """Return the bit of somebody in the sketch of one question; in that of another it is another."""
    digest = salted_hmac("kmsite.search.fruitless", f"{key}\n{who}", algorithm="sha256").digest()
    return 1 << digest[0] % BITS


def _signed(bits: int) -> int:
    """Return the bits as a whole number of Postgres."""
    return bits - (1 << BITS) if bits >> (BITS - 1) else bits


def _looks_secret(token: str) -> bool:
    letters, digits = any(map(str.isalpha, token)), any(map(str.isdigit, token))
    signs = any(not (c.isalnum() or c in "-_'./&") for c in token)
    return (
        len(token) > _LONG_TOKEN
        or (len(token) >= _MIXED_TOKEN and letters and digits)
        or (len(token) >= _ODD_TOKEN and letters and digits and signs)
    )
