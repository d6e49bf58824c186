"""The questions that are timed: drawn from the words of the site by how many pages have them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from django.db.models import Count, F, Func, QuerySet, Value
from django.db.models.functions import Abs, Left

from kmsite.pages.models import Page, PageTag, Rendering, Word
from kmsite.pages.reach import PUBLIC

MANY = 8
"""Questions of each sort."""
NOWHERE = (
    "qwxzvk",
    "zzyxwq kjhqv",
    "vqxjj management",
    "xqzwvv pqzzk",
    "wzzqkx",
    "jqxkzv",
    "kzqwxj vvq",
    "qqzjwx",
)
_TWO_WORDS = re.compile(r"\b[a-z]{5,} [a-z]{5,}\b")
_STEM = 5
"""Words that begin with the same letters, so many, are forms of one word."""
_SHARE_OF_MID = 100
"""A word is neither common nor rare that one page in so many has."""

Questions = Mapping[str, list[str]]


def questions() -> Questions:
    """Return for each sort what is asked. Raises LookupError where the site has too few words to ask for."""
    words = Word.objects.filter(is_public=True, word__regex="^[a-z]{5,14}$")
    pages = Page.objects.live().filter(reach=PUBLIC).count()
    common = _words(words.order_by("-pages", "word"))
    mid = _words(words.order_by(Abs(F("pages") - Value(pages // _SHARE_OF_MID)), "word"))
    rare = _words(words.filter(pages__gte=2).order_by("pages", Func("word", function="md5"), "word"))
    if len(rare) < MANY:
        raise LookupError
    return {
        "common": common,
        "two common": [f"{one} {two}" for one, two in zip(common, common[1:] + common[:1], strict=True)],
        "mid": mid,
        "rare": rare,
        "phrase": [f'"{phrase}"' for phrase in _phrases()],
        "prefix": [word[: max(4, len(word) - 3)] for word in [*common[::2], *mid[::2]]],
        "misspelt": list(_misspelt([*common, *mid])),
        "filtered": common,
        "no hit": list(NOWHERE[:MANY]),
    }


def beginnings() -> Questions:
    """Return what is typed into the switcher: beginnings of titles, words of them, and what leads nowhere."""
    pages = Page.objects.live().filter(
        reach=PUBLIC, archived_at=None, title_key__regex="^[a-z]{5,} [a-z]{5,}"
    )
    shuffled = pages.order_by(Func("title_key", function="md5"), "pk")
    titles = list(shuffled.values_list("title_key", flat=True)[:MANY])
    words = [title.split() for title in titles]
    return {
        "suggest, 1 letter": [title[0] for title in titles],
        "suggest, 2 to 3": [title[: 2 + place % 2] for place, title in enumerate(titles)],
        "suggest, 5": [title[:5] for title in titles],
        "suggest, words": [f"{second} {first[:3]}" for first, second, *_rest in words],
        "suggest, no hit": list(NOWHERE[:MANY]),
    }


def favourite_tag() -> str:
    """Return the address of the tag that most pages carry, "" where there is none."""
    counted = (
        PageTag.objects.values("tag__slug").annotate(number=Count("pk")).order_by("-number", "tag__slug")
    )
    first = counted.first()
    return first["tag__slug"] if first else ""


def _words(words: QuerySet[Word]) -> list[str]:
    """Return the first of `words`, of one stem only one."""
    first: dict[str, str] = {}
    for word in words.values_list("word", flat=True)[: MANY * 20]:
        first.setdefault(word[:_STEM], word)
    return [*first.values()][:MANY]


def _phrases() -> Iterator[str]:
    """Yield two words that stand side by side in the text of a public page."""
    texts = Rendering.objects.filter(page__reach=PUBLIC, page__trashed_at=None, page__archived_at=None)
    seen: set[str] = set()
    for text in texts.order_by("pk").annotate(start=Left("text", 3000)).values_list("start", flat=True)[:200]:
        found = _TWO_WORDS.search(text)
        if found and found[0] not in seen and "\n" not in found[0]:
            seen.add(found[0])
            yield found[0]
        if len(seen) == MANY:
            return


def _misspelt(words: Iterable[str]) -> Iterator[str]:
    """Yield words with two letters changed about, that are no words of the site."""
    wrong = [f"{word[:2]}{word[3]}{word[2]}{word[4:]}" for word in words if word[2] != word[3]]
    known = set(Word.objects.filter(word__in=wrong).values_list("word", flat=True))
    yield from [word for word in wrong if word not in known][:MANY]
