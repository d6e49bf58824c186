"""Laying terms: one page gets its links, at the first place of each term."""

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from html import escape
from typing import NamedTuple
from urllib.parse import quote, unquote

from kmsite.text.term_ground import Ground
from kmsite.text.term_names import Names, TermName, rank
from kmsite.text.term_surroundings import is_counted, is_glued, is_shouted
from kmsite.text.term_words import NEXT, phrase_key, word_key

_DEEPEST_ADDRESS = 8


@dataclass(frozen=True, slots=True)
class Laid:
    """The HTML with its links, the terms it leads to in reading order, and how many links were added."""

    html: str
    terms: tuple[int, ...]
    links: int


class _Meaning(NamedTuple):
    """What a phrase of the page means: a name of one term, one of several terms, or nothing to be linked."""

    name: TermName | None
    is_choice: bool = False


_SILENCE = _Meaning(None)


class Laying:
    """One page on its way to its links."""

    def __init__(
        self,
        names: Names,
        html: str,
        addresses: Mapping[int, str],
        areas: Container[str],
        here: int | None,
        most: int,
        choices: str,
    ) -> None:
        self._names, self._html, self._ground = names, html, Ground(html)
        self._addresses, self._areas, self._here = addresses, areas, here
        self._choices = choices
        self._left = most - sum(link.is_laid for link in self._ground.links)
        self._keys: dict[str, str] = {}
        self._following: dict[int, tuple[str, int]] = {}
        self._meanings: dict[str, _Meaning | None] = {}
        self._places = self._linked_before()
        links = self._ground.links
        self._by_hand = {term for term, (_, number) in self._places.items() if not links[number].is_laid}
        self._chosen = self._chosen_before()
        self._links: list[tuple[int, int, str]] = []

    def laid(self) -> Laid:
        """Return the page with its links, in the order of the text, until it has as many as it may."""
        for start, end in self._ground.stretches:
            if self._left <= 0:
                break
            self._lay_stretch(start, end)
        terms = sorted(self._places, key=self._places.__getitem__)
        return Laid(self._with_links(), tuple(terms), len(self._links))

    def _lay_stretch(self, start: int, end: int) -> None:
        """Take the longest name at each word from the left."""
        text, keys, phrases = self._ground.text, self._keys, self._names.phrases
        done = start
        for word in self._names.start.finditer(text, start, end):
            key = keys.get(word[0])
            if key is None:
                key = keys[word[0]] = word_key(word[0])
            if key in phrases and word.start() >= done and self._left > 0:
                done = self._take(word.start(), word.end(), key, end)

    def _take(self, start: int, end: int, key: str, limit: int) -> int:
        """Link the longest name that begins here, and return where to go on."""
        for finish, phrase in reversed(self._phrases(end, key, limit)):
            said = self._ground.text[start:finish]
            if said not in self._meanings:
                self._meanings[said] = self._meaning(said, phrase)
            if meaning := self._meanings[said]:
                if self._is_wanted(meaning) and self._is_free(meaning.name, said, start, finish):
                    self._link(meaning, start, finish)
                return finish
        return end

    def _phrases(self, end: int, key: str, limit: int) -> list[tuple[int, str]]:
        """Return the ends and keys of all names and stop phrases whose first word ends at `end`."""
        found, phrases = [], self._names.phrases
        while key in phrases:
            if phrases[key] is not None:
                found.append((end, key))
            if end not in self._following:
                self._following[end] = self._word_after(end, limit)
            word, end = self._following[end]
            if not word:
                break
            key += word
        return found

    def _word_after(self, end: int, limit: int) -> tuple[str, int]:
        """Return the key of the next word or sign, a space before it if there is a gap, and where it ends."""
        following = NEXT.match(self._ground.text, end, limit)
        if not following:
            return "", end
        gap, word = following.groups()
        if word not in self._keys:
            self._keys[word] = word_key(word)
        return f" {self._keys[word]}" if gap else self._keys[word], following.end()

    def _meaning(self, said: str, key: str) -> _Meaning | None:
        """Return what `said` means; None when it is no name after all, so that a shorter one may be."""
        names = self._names.phrases[key]
        if not names:
            return _SILENCE
        terms = self._best(names, said, key)
        if not terms:
            return None
        if self._here in terms:
            return _SILENCE
        near = [name for name in terms.values() if name.area and name.area in self._areas]
        if len(terms) > 1 and len(near) != 1:
            is_chosen = not self._by_hand.isdisjoint(terms)
            return _SILENCE if is_chosen else _Meaning(terms[min(terms)], is_choice=True)
        return _Meaning(*(near if len(near) == 1 else terms.values()))

    def _best(self, names: Iterable[TermName], said: str, key: str) -> dict[int, TermName]:
        """Return, by term, those of `names` that `said` is most like; what has no address is not there."""
        known = [name for name in names if name.term in self._addresses or name.term == self._here]
        ranks = [rank(name, said, key) for name in known]
        best = min(filter(None, ranks), default=None)
        return {name.term: name for name, like in zip(known, ranks, strict=True) if like == best}

    def _is_wanted(self, meaning: _Meaning) -> bool:
        """Say whether the page has no link yet to the same term, or to the same choice."""
        if meaning.is_choice:
            return phrase_key(meaning.name.text) not in self._chosen
        return meaning.name is not None and meaning.name.term not in self._places

    def _is_free(self, name: TermName, said: str, start: int, end: int) -> bool:
        """Say whether nothing around the words speaks against a link."""
        text = self._ground.text
        if is_glued(text, start, end) or (said.isalnum() and is_counted(text, start)):
            return False
        return not (name.exact and said.isupper() and is_shouted(text, start, end, self._names.is_acronym))

    def _link(self, meaning: _Meaning, start: int, end: int) -> None:
        name = meaning.name
        if meaning.is_choice:
            self._chosen.add(phrase_key(name.text))
            tag = _tag("term term-choice", f"{self._choices}{quote(name.text, safe='')}/")
        else:
            self._places[name.term] = (start, len(self._ground.links))
            tag = _tag("term", self._addresses[name.term])
        self._links.append((*self._ground.source(start, end), tag))
        self._left -= 1

    def _with_links(self) -> str:
        pieces, done = [], 0
        for start, end, tag in self._links:
            pieces += [self._html[done:start], tag, self._html[start:end], "</a>"]
            done = end
        return "".join([*pieces, self._html[done:]])

    def _linked_before(self) -> dict[int, tuple[int, int]]:
        """Return the terms to which the page has links already, and where; links without words count, too."""
        places: dict[str, tuple[int, int]] = {}
        for number, link in enumerate(self._ground.links):
            for address in _prefixes(link.address):
                places.setdefault(address, (link.place, number))
        if not places:
            return {}
        return {term: places[to] for term, to in self._addresses.items() if to in places}

    def _chosen_before(self) -> set[str]:
        """Return the keys of the names for which the page has links to a choice already."""
        addresses = (link.address for link in self._ground.links if link.is_laid)
        names = (to.removeprefix(self._choices) for to in addresses if to.startswith(self._choices))
        return {phrase_key(unquote(name.removesuffix("/"))) for name in names}


def _prefixes(address: str) -> list[str]:
    """Return an address without fragment and query, and with each of its ends cut off at a slash."""
    path = re.split(r"[?#]", address, maxsplit=1)[0]
    parts = path.removesuffix("/").split("/", _DEEPEST_ADDRESS)
    cut = ["/".join(parts[:count]) for count in range(2, len(parts) + 1)]
    return [address, path, *cut, *(f"{prefix}/" for prefix in cut)]


def _tag(classes: str, address: str) -> str:
    return f'<a class="{classes}" href="{escape(address)}">'
