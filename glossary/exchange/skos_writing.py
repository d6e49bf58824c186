"""The glossary as SKOS: concepts, block by block, so that it need not be held as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, XSD, Literal, URIRef

from glossary.exchange.collecting import Known
from glossary.exchange.hierarchy import Hierarchy
from glossary.exchange.portable import NEW, Record, source_key, sources_in
from glossary.exchange.skos_vocabulary import (
    ALT_KINDS,
    CP,
    FOUND_IN,
    MERELY_RELATED,
    NOTES,
    RELATIONS,
    SOURCE,
    Triple,
    concept,
    declarations,
    scheme,
    site,
    told,
)
from kmsite.text.slugs import slugify

Block = list[Triple]
_FLAGS = {"is_contested": CP.isContested, "is_shareable": CP.hasPublicCard}
_WORDS = {"status": CP.status, "case": CP.case, "autolink": CP.links}
_OF_DEFINITION = {
    "reason": CP.reason,
    "fidelity": CP.fidelity,
    "locator": CP.locator,
    "since": CP.since,
    "until": CP.until,
}


def blocks(records: Iterable[Record], known: Known, hierarchy: Hierarchy) -> Iterator[Block]:
    """Yield the statements about `records` as readers may know them, and about all that they name."""
    yield from declarations()
    writer = _Writer(known, hierarchy)
    for record in records:
        yield from writer.blocks(record)
    yield from writer.others()


@dataclass
class _Writer:
    """What was told already, so that a source or a domain is described once, and what is still to tell."""

    known: Known
    hierarchy: Hierarchy
    told: set[URIRef] = field(default_factory=set)
    named: set[str] = field(default_factory=set)
    written: set[str] = field(default_factory=set)

    def blocks(self, record: Record) -> Iterator[Block]:
        self.written.add(record.uid)
        here = concept(record.slug)
        yield [*self._concept(here, record)]
        for source in sources_in(record.said):
            if (iri := _source(source)) not in self.told:
                self.told.add(iri)
                yield [*_about_source(iri, source)]
        for number, name in enumerate(record.said["names"], 1):
            yield [*_name(here, number, name)]
        for part in ("definitions", "notes"):
            for number, one in enumerate(record.said[part], 1):
                yield [*_text(here, number, one)]
        for number, one in enumerate(record.said["relations"], 1):
            yield [*self._claim(here, number, one, record)]
        if name := record.said["domain"]:
            yield [*self._domain(name, here)]

    def others(self) -> Iterator[Block]:
        """Yield a name for every term that was named and is no part of the file."""
        for uid in sorted(self.named - self.written):
            iri = concept(self.known.slugs[uid])
            yield [(iri, RDFS.label, told(self.known.titles[uid])), (iri, DCTERMS.identifier, _id(uid))]

    def _concept(self, here: URIRef, record: Record) -> Iterator[Triple]:
        said = record.said
        yield here, RDF.type, SKOS.Concept
        yield here, SKOS.inScheme, scheme()
        yield here, DCTERMS.identifier, _id(record.uid)
        yield here, OWL.versionInfo, Literal(record.version)
        yield here, SKOS.prefLabel, told(said["title"])
        for name in said["names"]:
            yield here, _label(name["kind"]), told(name["id"])
        for number in range(len(said["names"])):
            yield here, CP.name, _part(here, f"name-{number + 1}")
        for name, iri in (("gloss", DCTERMS.abstract), ("text", DCTERMS.description)):
            if said[name]:
                yield here, iri, told(said[name])
        yield from ((here, DCTERMS.subject, told(tag)) for tag in said["tags"])
        yield from (
            (here, iri, Literal(said[name])) for name, iri in _WORDS.items() if said[name] != NEW[name]
        )
        yield from ((here, iri, Literal(True)) for name, iri in _FLAGS.items() if said[name])
        if said["status"] == "deprecated":
            yield here, OWL.deprecated, Literal(True)
        if said["replaced_by"]:
            yield here, DCTERMS.isReplacedBy, self._other(said["replaced_by"])
        yield from ((here, SKOS.definition, _part(here, one["id"])) for one in said["definitions"])
        yield from ((here, NOTES[note["kind"]], _part(here, note["id"])) for note in said["notes"])
        yield from self._relations(here, record)
        for day, iri in ((record.created_on, DCTERMS.created), (record.changed_on, DCTERMS.modified)):
            if day:
                yield here, iri, Literal(day.isoformat(), datatype=XSD.date)
        if record.summary:
            yield here, SKOS.changeNote, told(record.summary)

    def _relations(self, here: URIRef, record: Record) -> Iterator[Triple]:
        asserted = [one for one in record.said["relations"] if one["stance"] == "asserted"]
        for one in asserted:
            yield here, self._predicate(record, one), self._other(one["term"])
        for uid in self.hierarchy.below(record.uid):
            yield here, SKOS.narrower, self._other(uid)
        if not any(one["kind"] == "broader" for one in asserted):
            yield here, SKOS.topConceptOf, scheme()

    def _predicate(self, record: Record, one: dict[str, Any]) -> URIRef:
        if one["kind"] == "related" and self.hierarchy.is_above_or_below(record.uid, one["term"]):
            return MERELY_RELATED
        return RELATIONS[one["kind"]]

    def _other(self, uid: str) -> URIRef:
        self.named.add(uid)
        return concept(self.known.slugs[uid])

    def _claim(self, here: URIRef, number: int, one: dict[str, Any], record: Record) -> Iterator[Triple]:
        iri = _part(here, one["id"])
        yield iri, RDF.type, CP.Claim
        yield iri, CP.place, Literal(number)
        yield iri, RDF.subject, here
        yield iri, RDF.predicate, self._predicate(record, one)
        yield iri, RDF.object, self._other(one["term"])
        yield iri, CP.stance, Literal(one["stance"])
        if one["source"]:
            yield iri, DCTERMS.source, _source(one["source"])
        if one["note"]:
            yield iri, RDFS.comment, told(one["note"])

    def _domain(self, name: str, here: URIRef) -> Iterator[Triple]:
        iri = site(f"/terms/domains/{self.known.shelves.get(name) or slugify(name)}/")
        if iri not in self.told:
            self.told.add(iri)
            yield iri, RDF.type, SKOS.Collection
            yield iri, SKOS.prefLabel, told(name)
        yield iri, SKOS.member, here


def _label(kind: str) -> URIRef:
    return SKOS.altLabel if kind in ALT_KINDS else SKOS.hiddenLabel


def _id(uid: str) -> Literal:
    return Literal(f"urn:uuid:{uid}")


def _part(here: URIRef, id: str) -> URIRef:
    return URIRef(f"{here}#{id}")


def _source(source: dict[str, Any]) -> URIRef:
    return site(f"/glossary/#source-{source_key(source)}")


def _about_source(iri: URIRef, source: dict[str, Any]) -> Iterator[Triple]:
    yield iri, RDF.type, DCTERMS.BibliographicResource
    for column, predicate in SOURCE.items():
        if source[column] not in ("", None):
            yield iri, predicate, Literal(source[column])
    if source["quoted_in"]:
        yield iri, FOUND_IN, _source(source["quoted_in"])


def _name(here: URIRef, number: int, name: dict[str, Any]) -> Iterator[Triple]:
    iri = _part(here, f"name-{number}")
    yield iri, RDF.value, told(name["id"])
    yield iri, CP.place, Literal(number)
    yield iri, CP.kind, Literal(name["kind"])
    yield iri, CP.case, Literal(name["case"])
    yield iri, CP.links, Literal(name["autolink"])


def _text(here: URIRef, number: int, one: dict[str, Any]) -> Iterator[Triple]:
    """Tell a definition or a note, which SKOS lets be a thing with a value (SKOS Primer 4.2)."""
    iri = _part(here, one["id"])
    yield iri, RDF.value, told(one["text"])
    yield iri, CP.place, Literal(number)
    if one.get("is_house"):
        yield iri, CP.isHouse, Literal(True)
    if one.get("kind"):
        yield iri, CP.kind, Literal(one["kind"])
    for name, predicate in _OF_DEFINITION.items():
        if one.get(name):
            yield iri, predicate, Literal(one[name])
    for name, predicate in (("source", DCTERMS.source), ("via", CP.via)):
        if one.get(name):
            yield iri, predicate, _source(one[name])
