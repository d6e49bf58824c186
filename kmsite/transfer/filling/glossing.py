"""The glossary of the wiki: likely terms with their names, definitions, states and relations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from django.utils.text import capfirst

from glossary import domains, sourcing
from glossary.checking import claim_key
from glossary.entry import DefinitionEntry, Entry, NameEntry, NoteEntry, RelationEntry
from glossary.models import Claim, Domain, Source
from glossary.naming import names_of, rows_of
from glossary.recording import sources_by_value
from kmsite.text.slugs import slugify
from kmsite.transfer.filling.composing import Sheet
from kmsite.transfer.filling.copying import line
from kmsite.transfer.filling.field import FAMILY_NAMES, FIRST_NAMES
from kmsite.transfer.filling.planning import YEARS
from kmsite.transfer.filling.words import Vocabulary, doing

DOMAINS = ("Learning", "Leadership", "Operations", "Technology", "Communities")
SOURCES = 60
_BRITISH = re.compile(r"is(?=(?:e|ing|ation|ational)\b)")
_STATES = ("approved",) * 6 + ("draft",) * 2 + ("review", "deprecated")

COLUMNS = {
    "glossary_term": "page_id, uid, domain_id, status, replaced_by_id, is_contested, steward_id, review_due,"
    ' is_shareable, "case", autolink',
    "pages_name": 'page_id, text, key, kind, "case", autolink, is_linked, area',
    "glossary_claim": "term_id, domain_id, key, text, kind",
    "glossary_definition": "term_id, key, position, text, is_house, reason, source_id, fidelity, locator,"
    " via_id, since, until",
    "glossary_note": "term_id, key, position, kind, text, source_id",
    "glossary_relation": "term_id, key, position, kind, to_id, stance, source_id, note",
}
"""What is copied of terms beside what every page has, and into which columns."""


@dataclass(slots=True)
class PlannedTerm:
    """A term that will be written. `id` and `revisions` are drawn from the database later."""

    title: str
    slug: str
    names: tuple[NameEntry, ...]
    domain: Domain
    status: str
    at: datetime
    by: int
    id: int = 0
    revisions: tuple[int, ...] = ()


class Glossary:
    """Plans terms whose names nobody has taken, and says what stands in each."""

    def __init__(self, words: Vocabulary, seed: int, writers: list[int], until: datetime) -> None:
        self._chance = Random(f"{seed} terms")  # noqa: S311 - likely terms, no secrets
        self._words = words
        self._writers = writers
        self._until = until
        self._domains = _domains()
        self._sources = _sources(self._chance, words)
        self._by_value = sources_by_value({*self._sources})
        self._claimed = {*Claim.objects.values_list("key", "domain")}

    def terms(self, count: int, slugs: set[str]) -> list[PlannedTerm]:
        """Return `count` terms; `slugs` are addresses that are taken."""
        terms: list[PlannedTerm] = []
        while len(terms) < count:
            if term := self._term(len(terms), count, slugs):
                terms.append(term)
        return terms

    def sheets(self, terms: list[PlannedTerm]) -> Iterator[tuple[Sheet, Entry, Domain, UUID]]:
        """Yield each of `terms`, once they have ids, as it will be written."""
        for place, term in enumerate(terms):
            entry = self._entry(term, terms[:place])
            body = f"{self._sentence(14)}\n\n{self._sentence(22)}\n" if self._chance.random() < 0.4 else ""
            sheet = Sheet(
                kind="term",
                id=term.id,
                title=term.title,
                slug=term.slug,
                saved=((term.revisions[0], term.at, term.by),),
                position=place + 1,
                lede=self._sentence(11)[:200],
                body=body,
                entry=entry.structure(),
                names=tuple(name.text for name in term.names),
            )
            yield sheet, entry, term.domain, UUID(int=self._chance.getrandbits(128), version=4)

    def _term(self, place: int, count: int, slugs: set[str]) -> PlannedTerm | None:
        chance, words = self._chance, self._words
        quality, deed = words.qualities.one(chance), words.deeds.one(chance)
        one, two = words.things.many(chance, 2)
        named = chance.choice(
            (f"{quality} {one}", f"{one} {two}", f"{one} {doing(deed)}", f"{quality} {one} {two}")
        )
        domain = chance.choice(self._domains)
        if not self._claim(named, domain):
            return None
        title = capfirst(named)
        slug = slug_free(title, slugs)
        others = self._other_names(named, domain)
        at = self._until - YEARS * (1 - place / count)
        return PlannedTerm(
            title, slug, others, domain, chance.choice(_STATES), at, chance.choice(self._writers)
        )

    def _claim(self, name: str, domain: Domain) -> bool:
        """Take a name in a domain, if nobody has it there."""
        claim = (claim_key(name), domain.pk)
        if claim in self._claimed:
            return False
        self._claimed.add(claim)
        return True

    def _other_names(self, named: str, domain: Domain) -> tuple[NameEntry, ...]:
        chance, names = self._chance, []
        acronym = "".join(word[0] for word in named.split()).upper()
        if len(acronym) > 2 and acronym.isascii() and chance.random() < 0.6 and self._claim(acronym, domain):
            names.append(NameEntry(acronym, "acronym", "exact"))
        if chance.random() < 0.5:
            head, _space, rest = named.partition(" ")
            synonym = f"{self._words.qualities.one(chance)} {rest or head}"
            if self._claim(synonym, domain):
                names.append(NameEntry(synonym, chance.choice(("admitted", "admitted", "hidden"))))
        if (spelled := _BRITISH.sub("iz", named)) != named:
            names.append(NameEntry(spelled, "variant"))
        return tuple(names)

    def _entry(self, term: PlannedTerm, before: list[PlannedTerm]) -> Entry:
        chance = self._chance
        relations = self._relations(before)
        replaced = term.status == "deprecated" and before and chance.random() < 0.7
        replacement = chance.choice(before) if replaced else None
        entry = Entry(
            names=term.names,
            definitions=tuple(self._definitions()),
            notes=(NoteEntry(self._sentence(16), "usage", self._id()),) if chance.random() < 0.2 else (),
            relations=tuple(RelationEntry(kind, to.id, self._id()) for kind, to in relations),
            domain=term.domain.pk,
            status=term.status,
            replaced_by=replacement and replacement.id,
            is_contested=chance.random() < 0.05,
            steward=chance.choice(self._writers) if chance.random() < 0.5 else None,
            review_due=(self._until + timedelta(days=chance.randint(-200, 500))).date(),
        )
        related = {str(to.id): to.title for _kind, to in relations}
        titles = related | ({str(replacement.id): replacement.title} if replacement else {})
        sources = {str(id): self._by_value[str(id)] for id in sorted(entry.sources_used())}
        return Entry.of(
            entry.structure() | {"sources": sources, "_titles": titles, "_domain": term.domain.name}
        )

    def _definitions(self) -> Iterator[DefinitionEntry]:
        for number in range(self._chance.choice((1, 1, 2))):
            source = self._chance.choice(self._sources) if number or self._chance.random() < 0.5 else None
            fidelity = "adapted" if source else ""
            yield DefinitionEntry(
                self._sentence(18), self._id(), is_house=not number, source=source, fidelity=fidelity
            )

    def _relations(self, before: list[PlannedTerm]) -> list[tuple[str, PlannedTerm]]:
        """Return relations to terms written before, so that nothing stands above itself."""
        if not before or self._chance.random() < 0.3:
            return []
        others = {term.id: term for term in self._chance.choices(before, k=self._chance.randint(1, 3))}
        kinds = ("broader", *self._chance.choices(("related", "part_of", "enables", "method_for"), k=2))
        return list(zip(kinds, others.values(), strict=False))

    def _sentence(self, length: int) -> str:
        words = self._words.running.many(self._chance, self._chance.randint(length // 2, length))
        return capfirst(" ".join(words)) + "."

    def _id(self) -> str:
        return f"{self._chance.getrandbits(32):08x}"


def rows(sheet: Sheet, entry: Entry, domain: Domain, uid: UUID) -> Iterator[tuple[str, str]]:
    """Yield table and row of everything that a term has beside a page."""
    columns = {name: getattr(entry, name) for name in ("domain", "status", "replaced_by", "is_contested")}
    rest = (entry.steward, entry.review_due, entry.is_shareable, entry.case, entry.autolink)
    yield "glossary_term", line((sheet.id, uid, *columns.values(), *rest))
    for name in rows_of(sheet.title, entry, domain):
        yield "pages_name", line((sheet.id, *name.values()))
    claims = {claim_key(name.text): name for name in reversed(names_of(sheet.title, entry))}
    for key, name in claims.items():
        yield "glossary_claim", line((sheet.id, domain.pk, key, name.text, name.kind))
    for place, one in enumerate(entry.definitions):
        said = (one.text, one.is_house, one.reason, one.source, one.fidelity, one.locator, one.via)
        yield "glossary_definition", line((sheet.id, one.id, place, *said, one.since, one.until))
    for place, note in enumerate(entry.notes):
        yield "glossary_note", line((sheet.id, note.id, place, note.kind, note.text, note.source))
    for place, one in enumerate(entry.relations):
        said = (one.kind, one.term, one.stance, one.source, one.note)
        yield "glossary_relation", line((sheet.id, one.id, place, *said))


def slug_free(title: str, taken: set[str]) -> str:
    """Return an address that is not `taken`, and take it."""
    stem, number = slugify(title), 1
    while (slug := stem if number == 1 else f"{stem}-{number}") in taken:
        number += 1
    taken.add(slug)
    return slug


def _domains() -> list[Domain]:
    """Return the domains of the glossary, made where they are missing."""
    known = {domain.name: domain for domain in Domain.objects.filter(name__in=DOMAINS)}
    return [known.get(name) or domains.create(name=name) for name in DOMAINS]


def _sources(chance: Random, words: Vocabulary) -> list[int]:
    """Return the ids of sources, most of them new."""
    for number in range(SOURCES):
        topic, other = words.things.many(chance, 2)
        sourcing.create(
            kind=chance.choice(("book", "article", "report", "web")),
            title=f"{topic.capitalize()} and {other}, volume {number + 1}",
            authors=f"{chance.choice(FAMILY_NAMES)}, {chance.choice(FIRST_NAMES)}",
            year=chance.randint(1975, 2025),
        )
    return list(Source.objects.order_by("pk").values_list("pk", flat=True))[-SOURCES:]
