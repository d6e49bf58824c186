"""Likely texts in Markdown: as long as people write, with headings, lists, tables, links and topics."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log
from random import Random

from kmsite.transfer.filling.words import Vocabulary, doing, forms_of

SHORTEST, LONGEST = 300, 40_000
"""In characters."""
_SPREAD = 0.9  # of the logarithm: a page in ten is three times as long as half of them are
_BLOCKS = ("paragraph",) * 14 + ("list",) * 3 + ("table", "code", "quotation")
_CODE = """```python
def {verb}({thing}):
    for {other} in {thing}:
        print({other}, "{verb}")
```"""


@dataclass(frozen=True)
class Wish:
    """What a text shall be: its random beginning, how long pages usually are, and what is in it."""

    seed: str
    median: int
    topics: tuple[str, ...]
    links: tuple[str, ...]
    terms: tuple[str, ...]
    heading: str


class Writer:
    """Writes one text; the same wish gives the same text."""

    def __init__(self, wish: Wish, words: Vocabulary) -> None:
        self._wish = wish
        self._words = words
        self._chance = Random(wish.seed)  # noqa: S311 - likely texts, no secrets
        self._topics = [form for topic in wish.topics for form in forms_of(topic)]
        self._links = list(wish.links)

    def blocks(self) -> list[str]:
        """Return the text block by block: at least a paragraph and the heading that others link to."""
        wished = self._chance.gauss(log(self._wish.median), _SPREAD)
        length = min(max(exp(wished), SHORTEST), LONGEST)
        blocks = [self._paragraph(), f"## {self._wish.heading}", self._paragraph()]
        written = sum(map(len, blocks))
        while written < length:
            if self._chance.random() < 0.22:
                blocks.append(f"{'#' * self._chance.choice((2, 2, 3))} {self.heading()}")
            blocks.append(getattr(self, f"_{self._chance.choice(_BLOCKS)}")())
            written += len(blocks[-1])
        if self._links:
            blocks.append("See also: " + ", ".join(self._links) + ".")
        return blocks

    def lede(self) -> str:
        """Return a sentence without links."""
        return f"{self._clause(9, 22)}."[:200]

    def heading(self) -> str:
        return f"{self._of('qualities').capitalize()} {self._of('things')} in {self._of('things')}"

    def _paragraph(self) -> str:
        return " ".join(self._sentence() for _ in range(self._chance.randint(2, 7)))

    def _sentence(self) -> str:
        words = self._clause(6, 20)
        luck = self._chance.random()
        if luck < 0.16 and self._wish.terms:
            words += f" for {self._chance.choice(self._wish.terms)}"
        elif luck < 0.3 and self._links:
            words += f", see {self._links.pop()}"
        elif luck < 0.34:
            words += f" and **{self._of('things')}**"
        return f"{words}."

    def _clause(self, least: int, most: int) -> str:
        words = self._words.running.many(self._chance, self._chance.randint(least, most))
        for place in range(3, len(words), 7):
            words[place] = self._chance.choice(self._topics)
        text = " ".join(words)
        return text[0].upper() + text[1:]

    def _list(self) -> str:
        return "\n".join(f"* {self._clause(3, 9)}" for _ in range(self._chance.randint(3, 7)))

    def _table(self) -> str:
        rows = [f"| {self._of('things')} | {self._clause(2, 5)} |" for _ in range(self._chance.randint(2, 6))]
        return "\n".join([f"| {self._of('things')} | {self._of('things')} |", "| --- | --- |", *rows])

    def _code(self) -> str:
        verb, thing, other = (self._of(kind) for kind in ("deeds", "things", "things"))
        return _CODE.format(verb=verb, thing=thing, other=other)

    def _quotation(self) -> str:
        return f"> {self._clause(8, 24)}."

    def _of(self, kind: str) -> str:
        return getattr(self._words, kind).one(self._chance)


def title(chance: Random, words: Vocabulary) -> tuple[str, tuple[str, ...]]:
    """Return a title, and the words in it that the text will be about."""
    one, two = words.things.many(chance, 2)
    quality, deed = words.qualities.one(chance), words.deeds.one(chance)
    said = chance.choice(
        (
            f"{quality} {one}",
            f"{quality} {one} {two}",
            f"{one} and {two}",
            f"{doing(deed)} {one}",
            f"{doing(deed)} {one} with {two}",
            f"how to {deed} {one}",
            f"{quality} {one} for {two}",
            f"{one} {two} guide",
        )
    )
    return said[0].upper() + said[1:], (one, two, deed)


def earlier(blocks: list[str], number: int, of: int) -> str:
    """Return how a text may have begun: its revision `number` of `of`, of which the last one is whole."""
    if number == of:
        return "\n\n".join(blocks) + "\n"
    begun = blocks[: max(1, len(blocks) * number // of)]
    return "\n\n".join([*begun, f"*Part {number} of {of}, to be continued.*"]) + "\n"
