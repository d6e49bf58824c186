"""The glossary from A to Z: its entries by name, the letters that exist, what answers a question."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from string import ascii_lowercase
from typing import Any

from django.db import connection
from django.http import HttpRequest

from glossary.models import Claim, Domain, Term
from glossary.querysets import ClaimQuerySet
from kmsite.pages.paging import Slice, slice_of

SIZE = 100
DIGITS, OTHER = "0-9", "other"
LETTERS = (DIGITS, *ascii_lowercase, OTHER)
LISTED = (Term.Status.REVIEW.value, Term.Status.APPROVED.value)

# Every range of keys that stands under a letter, in the order of bytes.
_RANGES = [
    (OTHER, "", "0"),
    (DIGITS, "0", ":"),
    (OTHER, ":", "a"),
    *((letter, letter, chr(ord(letter) + 1)) for letter in ascii_lowercase),
    (OTHER, "{", "\U0010ffff"),
]
_LETTERS = """
SELECT DISTINCT asked.letter FROM unnest(%(letters)s, %(starts)s, %(ends)s) AS asked (letter, first, after)
WHERE EXISTS (
    SELECT FROM glossary_claim c
    JOIN glossary_term t ON t.page_id = c.term_id JOIN pages_page p ON p.id = c.term_id
    WHERE c.key >= asked.first COLLATE "C" AND c.key < asked.after COLLATE "C" AND c.kind <> 'hidden'
    AND t.status = ANY(%(statuses)s) AND p.trashed_at IS NULL AND p.merged_into_id IS NULL
    AND (%(domain)s IS NULL OR t.domain_id = %(domain)s) OFFSET 0
)
"""


@dataclass(frozen=True)
class Choice:
    """Which entries somebody wants to see: of a letter, of a domain, of a status; empty for all."""

    letter: str = ""
    domain: Domain | None = None
    status: str = ""

    @classmethod
    def asked(cls, request: HttpRequest, domain: Domain | None = None) -> Choice:
        """Read a choice from an address; what there is not counts as not chosen."""
        letter, status = (request.GET.get(name, "") for name in ("letter", "status"))
        slug = request.GET.get("domain", "")
        if domain is None and slug and "\0" not in slug:
            domain = Domain.objects.filter(slug=slug).first()
        return cls(
            letter=letter if letter in LETTERS else "",
            domain=domain,
            status=status if status in Term.Status.values else "",
        )

    @property
    def statuses(self) -> tuple[str, ...]:
        """The statuses that are shown: drafts and deprecated terms only when they are asked for."""
        return (self.status,) if self.status else LISTED


def entries(choice: Choice, user: Any) -> ClaimQuerySet:
    """Return the names under which terms stand in the list that `user` sees, hidden ones left out."""
    found = Claim.objects.shown_to(user).of_statuses(choice.statuses)
    if choice.domain:
        found = found.of_domain(choice.domain)
    return found.within(_ranges(choice.letter)) if choice.letter else found


def slice_of_entries(request: HttpRequest, choice: Choice) -> Slice:
    """Return the entries that an address asks for, in alphabetical order, each with its term and domain."""
    found = entries(choice, request.user).select_related("term__domain", "term__replaced_by")
    return slice_of(request, found, ["key", "id"], SIZE)


def letters(choice: Choice) -> list[str]:
    """Return the letters that names begin with in what was chosen, letter aside; one statement."""
    names, starts, ends = zip(*_RANGES, strict=True)
    asked = {
        "letters": [*names],
        "starts": [*starts],
        "ends": [*ends],
        "statuses": [*choice.statuses],
        "domain": choice.domain and choice.domain.pk,
    }
    with connection.cursor() as cursor:
        cursor.execute(_LETTERS, asked)
        there = {letter for (letter,) in cursor.fetchall()}
    return [letter for letter in LETTERS if letter in there]


def letter_of(key: str) -> str:
    """Return the letter under which a folded name stands."""
    first = key[:1]
    if first.isascii() and first.isdigit():
        return DIGITS
    return first if first and first in ascii_lowercase else OTHER


def _ranges(letter: str) -> Iterable[tuple[str, str]]:
    return [(first, after) for name, first, after in _RANGES if name == letter]
