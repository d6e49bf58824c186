"""The terms that a graph of SKOS tells of, those of other glossaries included."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from rdflib import DCTERMS, OWL, RDF, SKOS, Graph, Literal, URIRef
from rdflib.term import Node

from glossary.exchange.files import MOST_ROWS, FileRefused
from glossary.exchange.portable import Record, Said
from glossary.exchange.skos_parts import definitions, names, notes
from glossary.exchange.skos_relations import Claims
from glossary.exchange.skos_texts import flag, in_order, text, texts, uid_of, word
from glossary.exchange.skos_vocabulary import CP
from kmsite.text.refusal import TextRefused

_STATES = {"status": CP.status, "case": CP.case, "autolink": CP.links}
_FLAGS = {"is_contested": CP.isContested, "is_shareable": CP.hasPublicCard}


def records_in(graph: Graph) -> list[Record]:
    """Return the concepts of `graph`; one that cannot be a term has a `problem`. Raises FileRefused."""
    concepts = sorted({*graph.subjects(RDF.type, SKOS.Concept)}, key=str)
    if not concepts:
        raise FileRefused(_("There is no skos:Concept in this file."))
    if len(concepts) > MOST_ROWS:
        raise FileRefused(_("A file may have at most %d terms. Divide it.") % MOST_ROWS)
    uids = {one: uid_of(graph, one) for one in concepts}
    claims = Claims(graph, uids)
    areas = dict(_areas(graph))
    return [_record(graph, one, uids[one], claims, areas) for one in concepts]


def _record(graph: Graph, concept: Node, uid: str, claims: Claims, areas: dict[Node, str]) -> Record:
    try:
        said = _said(graph, concept, claims, areas)
    except TextRefused as refused:
        return Record({}, uid, problem=f"{str(concept)[:200]}: {refused.message}")
    version = next((str(one) for one in graph.objects(concept, OWL.versionInfo)), "")
    is_ours = re.fullmatch(r"v[0-9a-f]{15}", version)
    return Record(said, uid, version if is_ours else "")


def _said(graph: Graph, concept: Node, claims: Claims, areas: dict[Node, str]) -> Said:
    if not isinstance(concept, URIRef) or not re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", concept):
        raise TextRefused(_("A concept needs an address of its own."))
    preferred = texts(graph, concept, SKOS.prefLabel)
    if not preferred:
        raise TextRefused(_("It has no preferred name in the language of this site."))
    if len(preferred) > 1:
        raise TextRefused(_("It has several preferred names: %s.") % ", ".join(preferred))
    said: Said = {
        "title": preferred[0],
        "gloss": text(graph, concept, DCTERMS.abstract),
        "text": text(graph, concept, DCTERMS.description),
        "tags": sorted(texts(graph, concept, DCTERMS.subject)),
        "names": names(graph, concept),
        "definitions": definitions(graph, concept),
        "notes": notes(graph, concept),
        "relations": claims.of(concept),
        "replaced_by": claims.replaced_by(concept),
    }
    if concept in areas:
        said["domain"] = areas[concept]
    said |= {name: told for name, iri in _STATES.items() if (told := word(graph, concept, iri))}
    said |= {name: flag(graph, concept, iri) for name, iri in _FLAGS.items()}
    if flag(graph, concept, OWL.deprecated):
        said["status"] = "deprecated"
    return said


def _areas(graph: Graph) -> Iterator[tuple[Node, str]]:
    """Yield each concept with the name of the collection it is in."""
    for collection in in_order(graph.subjects(RDF.type, SKOS.Collection)):
        name = text(graph, collection, SKOS.prefLabel)
        for member in graph.objects(collection, SKOS.member):
            if name and not isinstance(member, Literal):
                yield member, name
