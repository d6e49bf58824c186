"""What a curator may be answered instead of being saved."""

from __future__ import annotations

from django.utils.translation import gettext as _

from glossary.models import Term
from kmsite.text.refusal import TextRefused


class NameTaken(TextRefused):
    """Another term of the same domain has the name `name` already: `term`."""

    def __init__(self, name: str, term: Term) -> None:
        told = _("“%(name)s” is a name of the term “%(term)s” in this domain already.")
        if term.trashed_at:
            told = _("“%(name)s” is a name of the term “%(term)s”, which is in the trash.")
        super().__init__(told % {"name": name, "term": term.title})
        self.name = name
        self.term = term


class Circular(TextRefused):
    """A term would stand above itself."""

    def __init__(self, title: str) -> None:
        super().__init__(
            _("“%s” stands below this term already: a term cannot be a kind or a part of itself.") % title
        )
