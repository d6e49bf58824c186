"""Names of terms, in the form in which they are looked for in pages."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kmsite.text.term_words import WORD, as_written, beginnings, phrase_key, plural, word_key

_WORD = re.compile(WORD)
_LONGEST = 20  # words and signs; longer ones are no names, and would make hostile texts dear


@dataclass(frozen=True, slots=True)
class TermName:
    """A name of the term whose page has the id `term`, as it is written.

    `exact` names are found only in that case, with a small plural s; `area` is the key of the term's domain.
    """

    term: int
    text: str
    exact: bool
    area: str = ""


class Names:
    """All names and stop phrases by their keys.

    `phrases` has every beginning of a name, too: None where no name ends. A stop phrase has no names. `start`
    finds what a name may begin with.
    """

    def __init__(self, names: Iterable[TermName], stop: Iterable[str]) -> None:
        self.phrases: dict[str, tuple[TermName, ...] | None] = {}
        folded: dict[str, str] = {}
        for phrase in stop:
            keys = beginnings(phrase, folded)
            if keys:
                self._add(keys, plural(keys[-1]), ())
        for name in names:
            keys = beginnings(name.text, folded)
            if _is_linkable(keys):
                self._add(keys, _plural_of(name, keys[-1]), (name,))
        signs = {key[0] for key in self.phrases if not _WORD.match(key)}
        self.start = re.compile(f"{WORD}|[{re.escape(''.join(signs))}]" if signs else WORD)

    def is_acronym(self, word: str) -> bool:
        """Say whether `word` is an exact name as it stands."""
        names = self.phrases.get(word_key(word)) or ()
        return any(name.exact and name.text == word for name in names)

    def _add(self, keys: list[str], plural: str, names: tuple[TermName, ...]) -> None:
        for key in keys[:-1]:
            self.phrases.setdefault(key, None)
        for form in (keys[-1], plural):
            known = self.phrases.get(form)
            if form and known != ():
                self.phrases[form] = (known or ()) + names if names else ()


def rank(name: TermName, said: str, key: str) -> int:
    """Return how well `said` is `name`, 1 best: as written, in another case, its plural; 0 for not at all."""
    if not name.exact:
        return 2 if phrase_key(name.text) == key else 4
    words, written = as_written(said), as_written(name.text)
    return 1 if words == written else 3 if words == f"{written}s" else 0


def _is_linkable(keys: list[str]) -> bool:
    """One letter, digits and signs alone are no names that could be found in a text."""
    return 0 < len(keys) <= _LONGEST and len(keys[-1]) > 1 and any(map(str.isalpha, keys[-1]))


def _plural_of(name: TermName, key: str) -> str:
    if name.exact:
        return f"{key}s" if key[-1].isalnum() else ""
    return plural(key)
