"""Impact: which links would come and go in which texts, if a term had other names than it has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from kmsite.pages.terms_inside import autolinking
from kmsite.pages.terms_inside.autolinking import Known
from kmsite.pages.terms_inside.mentioning import Spelling, mentioning
from kmsite.pages.terms_inside.surveying import Text, newest_of, texts_of
from kmsite.text.term_sentences import Sentence, laid_addresses, laid_sentences
from kmsite.text.terms import Matcher, TermName

MOST_TEXTS = 200
"""Texts that are looked at one by one."""
MOST_EXAMPLES = 5
NEW = -1
"""Stands for the page of a term that is not there yet."""
_HERE = "/glossary/-/"


@dataclass(frozen=True)
class NameRule:
    """A name by which texts shall be linked: its words, whether only in this case, the key of its domain."""

    text: str
    exact: bool = False
    area: str = ""


@dataclass(frozen=True)
class Example:
    """A text in which a link comes, or goes (`is_lost`), and the sentence it stands in."""

    title: str
    address: str
    sentence: Sentence
    is_lost: bool = False


@dataclass
class Impact:
    """How many `links` come and how many are `lost`, in how many `pages` that the person may see.

    `is_complete` says whether every text was looked at in which one of the names may stand; if not, `looked`
    of `mentioned` were, the newest, and the numbers are those of these.
    """

    links: int = 0
    pages: int = 0
    examples: list[Example] = field(default_factory=list)
    is_complete: bool = True
    lost: int = 0
    looked: int = 0
    mentioned: int = 0


def of(names: Iterable[NameRule], *, by: Any, term: int | None = None) -> Impact:
    """Return what comes of it when texts are linked to `term` (an id; None for a new one) by `names` alone.

    Names that do not link by themselves are to be left out. Nothing is written. Counted and shown are only
    texts that `by` may see.
    """
    known, here = autolinking.known(), term or NEW
    now = {name for name in known.names if name.term == here}
    then = {TermName(here, name.text, name.exact, name.area) for name in names}
    changed = {Spelling(name.text, name.exact) for name in now ^ then}
    found = newest_of(mentioning(changed), by) if changed else []
    impact = Impact(is_complete=len(found) <= MOST_TEXTS, mentioned=len(found))
    impact.looked = min(len(found), MOST_TEXTS)
    if found:
        kept = [name for name in known.names if name.term != here]
        matcher = Matcher([*kept, *sorted(then, key=lambda name: name.text)], known.stop)
        for text in texts_of(id for id, _at in found[:MOST_TEXTS]):
            _compare(impact, text, known, matcher, here)
    return impact


def _compare(impact: Impact, text: Text, known: Known, matcher: Matcher, here: int) -> None:
    """Add to `impact` what changes in one text."""
    addresses = known.addresses if here in known.addresses else {**known.addresses, here: _HERE}
    before, after = text.laid(known.matcher, known.addresses).html, text.laid(matcher, addresses).html
    come = laid_addresses(after) - laid_addresses(before)
    gone = laid_addresses(before) - laid_addresses(after)
    impact.links += len(come)
    impact.lost += len(gone)
    impact.pages += bool(come or gone)
    for html, places, is_lost in ((after, come, False), (before, gone, True)):
        if places and len(impact.examples) < MOST_EXAMPLES:
            at = laid_sentences(html)
            shown = [Example(text.title, text.address, at[place], is_lost) for place in sorted(places)]
            impact.examples += shown[: MOST_EXAMPLES - len(impact.examples)]
