"""The words in which the glossary is told as SKOS: those of the W3C, and our own where it has none."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from django.conf import settings
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, XSD, Literal, Namespace, URIRef
from rdflib.term import Node

from glossary.relating import KINDS

Triple = tuple[URIRef, URIRef, Node]

CP = Namespace("urn:x-commonplace:glossary#")
"""The same in every installation, so that one understands what another wrote."""
PREFIXES = {"cp": CP, "dcterms": DCTERMS, "owl": OWL, "rdf": RDF, "rdfs": RDFS, "skos": SKOS, "xsd": XSD}

ALT_KINDS, HIDDEN_KINDS = ("admitted", "acronym", "variant"), ("hidden", "deprecated")
NOTES = {
    "scope": SKOS.scopeNote,
    "usage": SKOS.note,
    "history": SKOS.historyNote,
    "example": SKOS.example,
    "not": SKOS.scopeNote,
    "critique": SKOS.note,
    "question": SKOS.note,
}
"""The property of a note by its kind, which stands beside it."""
RELATIONS = {name: CP[name] for name in KINDS} | {"broader": SKOS.broader, "related": SKOS.related}
MERELY_RELATED = CP.related
"""Said instead of skos:related where one of both stands above the other, which SKOS forbids (S27)."""
KIND_OF = {iri: name for name, iri in RELATIONS.items()} | {MERELY_RELATED: "related"}
SOURCE = {
    "kind": CP.sourceKind,
    "title": DCTERMS.title,
    "authors": DCTERMS.creator,
    "organisation": DCTERMS.rightsHolder,
    "role": CP.role,
    "container": CP.publishedIn,
    "year": CP.year,
    "date_text": DCTERMS.date,
    "publisher": DCTERMS.publisher,
    "doi": CP.doi,
    "url": RDFS.seeAlso,
    "accessed_on": CP.accessedOn,
    "archived_excerpt": CP.excerpt,
    "note": RDFS.comment,
}
FOUND_IN = CP.foundIn


def language() -> str:
    """Return the language of the site, which every text of the glossary is in."""
    return settings.LANGUAGE_CODE


def site(path: str = "/") -> URIRef:
    """Return the address of `path` on this site."""
    return URIRef(settings.BASE_URL.rstrip("/") + path)


def scheme() -> URIRef:
    """Return the concept scheme: the glossary of this site."""
    return site("/glossary/")


def concept(slug: str) -> URIRef:
    """Return the concept that the term at `slug` is about."""
    return site(f"/glossary/{quote(slug)}/")


def told(text: str) -> Literal:
    """Return a text in the language of the site."""
    return Literal(text, lang=language())


def declarations() -> Iterator[list[Triple]]:
    """Yield what says what our own words mean: the scheme, and kinds of relations with both wordings."""
    title = f"{settings.SITE_NAME}: glossary"
    yield [(scheme(), RDF.type, SKOS.ConceptScheme), (scheme(), DCTERMS.title, told(title))]
    for name, kind in KINDS.items():
        if RELATIONS[name] == SKOS.broader:
            continue
        own, inverse = CP[name], CP[name] if kind.is_symmetric else CP[f"{name}_inverse"]
        yield [
            (own, RDF.type, OWL.ObjectProperty),
            (own, RDFS.label, told(str(kind.wording))),
            (own, RDFS.subPropertyOf, SKOS.semanticRelation),
            (own, OWL.inverseOf, inverse),
        ]
        if not kind.is_symmetric:
            yield [
                (inverse, RDF.type, OWL.ObjectProperty),
                (inverse, RDFS.label, told(str(kind.inverse))),
                (inverse, RDFS.subPropertyOf, SKOS.semanticRelation),
            ]
