"""Shared words: what several texts say alike, what only one of them says, and both marked in their HTML."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kmsite.text.folding import fold
from kmsite.text.stop_words import STOP_WORDS

# Serialised by nh3: every value is in quotation marks, where a ">" may stand, a '"' not.
_TAG = re.compile(r'<(/?)([a-zA-Z][^\s<>"/]*)(?:[^<>"]|"[^"]*")*+>')
# An entity is no word; an apostrophe ends one, so that "KM's" is "KM".
_WORD = re.compile(r"&#?\w+;|[^\W\d_]+(?:[\u2019'][^\W\d_]{1,2}\b)?")
_AFTER_APOSTROPHE = re.compile(r"[\u2019'].*")
_LEFT_ALONE = frozenset({"code", "kbd", "pre", "samp", "sup"})
_VOWEL = re.compile(r"[aeiouy]")
_ENDINGS = (("ional", "ion"), ("ies", "y"), ("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("xes", "x"))
_SHORTEST = 3

WordChange = Callable[[str], str]

ALL, SOME, ONE = "all", "some", "one"
"""Who has a word: each of the texts, more than one but not each, only one."""
CLASSES = {ALL: "said-by-all", SOME: "said-by-some", ONE: "said-by-one"}


@dataclass(frozen=True, slots=True)
class SharedWords:
    """The content words of several texts: `spread` says of each stem who has it (ALL, SOME or ONE).

    `shared` are the words that all have, `partly` those of several, each as the first of them writes it;
    `only` are for each text the words that it alone has. All in reading order.
    """

    spread: Mapping[str, str]
    shared: tuple[str, ...]
    partly: tuple[str, ...]
    only: tuple[tuple[str, ...], ...]

    def marked(self, html: str) -> str:
        """Return `html` with its content words marked by who has them; its markup stays as it is."""
        return _with_words(html, self._marked_word)

    def _marked_word(self, word: str) -> str:
        who = self.spread.get(stem(word))
        if who is None:
            return word
        tag = "span" if who == ONE else "mark"
        return f'<{tag} class="{CLASSES[who]}">{word}</{tag}>'


def shared_words(texts: Sequence[Iterable[str]]) -> SharedWords:
    """Compare several texts, each a list of pieces of safe HTML as nh3 serialises it."""
    said = [_words_of(pieces) for pieces in texts]
    first: dict[str, str] = {}
    for words in said:
        for key, word in words.items():
            first.setdefault(key, word)
    count = Counter(key for words in said for key in words)
    spread = {key: _spread(count[key], len(said)) for key in first}
    return SharedWords(
        spread=spread,
        shared=tuple(word for key, word in first.items() if spread[key] == ALL),
        partly=tuple(word for key, word in first.items() if spread[key] == SOME),
        only=tuple(tuple(word for key, word in words.items() if spread[key] == ONE) for words in said),
    )


def stem(word: str) -> str:
    """Return the form in which words count as one, "" for a word without content of its own.

    Folded as search folds; plurals, -ing, -ed and -ion taken off lightly: "transferring" is "transfer",
    "creation" is "create", but "organisation" stays another word than "organising".
    """
    folded = fold(_AFTER_APOSTROPHE.sub("", word))
    if len(folded) < _SHORTEST - 1 or folded in STOP_WORDS:
        return ""
    singular = _without_plural(folded)
    for ending in ("ing", "ed"):
        root = singular.removesuffix(ending)
        if root != singular and len(root) >= _SHORTEST and _VOWEL.search(root):
            return _undoubled(root).removesuffix("e")
    if len(singular) > 2 * _SHORTEST and singular.endswith(("tion", "sion")):
        return singular.removesuffix("ion")
    return singular.removesuffix("e") if len(singular) > _SHORTEST else singular


def _without_plural(word: str) -> str:
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word.removesuffix(ending) + instead
    if len(word) > _SHORTEST and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _undoubled(root: str) -> str:
    """Return "transfer" for "transferr"; "process" and "sell" end on two by themselves."""
    is_doubled = len(root) > _SHORTEST and root[-1] == root[-2] and root[-1] not in "aeiouslz"
    return root[:-1] if is_doubled else root


def _spread(texts: int, all_texts: int) -> str:
    return ALL if texts == all_texts > 1 else SOME if texts > 1 else ONE


def _words_of(pieces: Iterable[str]) -> dict[str, str]:
    """Return the content words of a text by their stems, each as it is written first."""
    found: dict[str, str] = {}

    def note(word: str) -> str:
        if key := stem(word):
            found.setdefault(key, _AFTER_APOSTROPHE.sub("", word))
        return word

    for html in pieces:
        _with_words(html, note)
    return {key: _plain_case(word) for key, word in found.items()}


def _plain_case(word: str) -> str:
    """Return a word in lower case unless it is written in capitals for good."""
    return word if len(word) > 1 and word[1:] != word[1:].lower() else word.lower()


def _with_words(html: str, change: WordChange) -> str:
    """Return `html` with each word of its text, outside code and marks of footnotes, changed."""
    parts, end, closed_by, depth = [], 0, "", 0
    for tag in _TAG.finditer(html):
        text = html[end : tag.start()]
        parts += [text if closed_by else _changed(text, change), tag[0]]
        end, name = tag.end(), tag[2]
        if not closed_by and name in _LEFT_ALONE and not tag[1]:
            closed_by, depth = name, 1
        elif name == closed_by:
            depth += -1 if tag[1] else 1
            closed_by = closed_by if depth else ""
    return "".join([*parts, _changed(html[end:], change)])


def _changed(text: str, change: WordChange) -> str:
    return _WORD.sub(lambda found: found[0] if found[0][0] == "&" else change(found[0]), text)
