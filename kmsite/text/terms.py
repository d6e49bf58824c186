"""Terms: the names of the glossary become links in a finished page, and nothing else in it changes.

Names are prepared in `term_names` and compared by the keys of `term_words`; `term_ground` says where in a
page a link may be, `term_surroundings` what around a name speaks against it, and `term_laying` puts all of it
together. The rules and their reasons are in decision 30.
"""

from collections.abc import Container, Iterable, Mapping

from kmsite.text.term_laying import Laid, Laying
from kmsite.text.term_names import Names, TermName

__all__ = ["CHOICES", "MOST_LINKS", "Laid", "Matcher", "TermName"]

MOST_LINKS = 30
CHOICES = "/t/"


class Matcher:
    """Finds names in pages; made once for all names, never changed, and safe to share between threads.

    A `stop` phrase is never a link, nor is a shorter name inside it.
    """

    def __init__(self, names: Iterable[TermName], stop: Iterable[str] = ()) -> None:
        self._names = Names(names, stop)

    def lay(
        self,
        html: str,
        addresses: Mapping[int, str],
        *,
        areas: Container[str] = (),
        here: int | None = None,
        most: int = MOST_LINKS,
        choices: str = CHOICES,
    ) -> Laid:
        """Return the finished `html` with at most `most` links to the terms that have one of `addresses`.

        A name of several terms leads to the one whose domain is in `areas`, else to `choices` and the quoted
        name. The term whose page is `here` is not linked. Laying twice is the same as laying once.
        """
        return Laying(self._names, html, addresses, areas, here, most, choices).laid()
