"""Hostile questions: whatever is asked, the answer comes soon and is no error (F02, B07)."""

import time

import pytest
from django.http import QueryDict

from kmsite.search.choosing import Choice
from tests.make import make_article
from tests.search.asking_for import ask, said
from tests.search.copying import fill_many

HOSTILE = [
    "(((",
    "a'&|!():*<->",
    "\0",
    "x" * 100_000,
    "x " * 50_000,
    " ".join(f"knowledge{n}" for n in range(2000)),
    "knowledge " * 2000,
    "- " * 1000,
    '"' * 1000,
    '"" "" -""',
    "-",
    "--",
    "\\",
    "%",
    "_",
    "%_%_%_",
    "or",
    "or or or",
    "the of and",
    "' ; drop table pages_page; --",
    "\u202e\ud7ff\U0001f600",
    "\u202eegdelwonk مرحبا بالعالم שלום",
    "👩‍👩‍👧‍👦 🇩🇪 ☃",
    "日本語のテキスト",
    "a:*",
    "'a':*",
    "<img src=x onerror=alert(1)>",
    "</mark><script>alert(1)</script>",
    "%s %(x)s {0} {1!r}",
    "(?:a+)+$ [z-a] \\b(*",
    "-knowledge -people -question",
    " or ".join(f"{letter}{vowel}" for letter in "plq" for vowel in "aeio"),
    " or ".join(["knowledge", "people", "question", "learning", "practice", "leadership"] * 2),
    '"knowledge is lost with people what is written can be found"',
    "\ud800".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
    "ﷺ" * 256,
    "İ" * 256,
    "i̇" * 128,
    "ǆ-ǅ/Ǆ",
    "㌖" * 256,
    "𐍈" * 256,
    "ﬃ" * 256,
    "x/" * 120,
]


@pytest.mark.django_db
def test_odd_questions_are_never_an_error_whatever_is_chosen_beside():
    make_article("Pump", "water")
    choices = [Choice(), Choice.of(QueryDict("tag=%27&section=x&person=%00&kind=term&since=day&sort=title"))]
    for text in HOSTILE:
        for choice in choices:
            answer = ask(text, **{name: getattr(choice, name) for name in Choice.__dataclass_fields__})
            assert answer.total == len(answer.found)


@pytest.mark.django_db
def test_what_is_marked_is_text_and_stays_text():
    make_article("<b>Pump</b>", "`</mark><script>alert(1)</script>` and a pump")
    (one,) = ask("pump script").found
    assert said(one.title) == "<b>[Pump]</b>"
    assert "</mark><[script]>alert(1)</[script]>" in said(one.passage)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_odd_questions_are_answered_in_time_on_a_large_wiki():
    fill_many(5_000, each=500, texts=200)
    slow = [text[:40] for text in HOSTILE if not any(_is_soon(text) for _again in range(3))]
    assert slow == []


def _is_soon(text):
    start = time.perf_counter()
    ask(text)
    return time.perf_counter() - start <= 0.3
