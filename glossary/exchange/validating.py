"""What SKOS forbids, and what a good glossary avoids, looked for in a graph (SKOS Reference, S9 to S46)."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import DCTERMS, RDF, RDFS, SKOS, Graph, Literal, URIRef
from rdflib.term import Node

LABELS = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)


def complaints(graph: Graph) -> Iterator[str]:
    """Yield everything that is wrong with the concepts of `graph`, in words."""
    concepts = sorted({*graph.subjects(RDF.type, SKOS.Concept)}, key=str)
    for concept in concepts:
        yield from _labels(graph, concept)
        yield from _orphans(graph, concept)
        if not any(True for _ in graph.objects(concept, SKOS.inScheme)):
            yield f"{concept} is in no scheme"
    above = {concept: _above(graph, concept) for concept in concepts}
    for concept in concepts:
        if concept in above[concept]:
            yield f"{concept} stands above itself"
        for other in graph.objects(concept, SKOS.related):
            if other in above[concept] or concept in above.get(other, ()):
                yield f"{concept} is related to {other}, which stands above or below it (S27)"


def _labels(graph: Graph, concept: Node) -> Iterator[str]:
    """S13: one text is one kind of label only. S14: one preferred label in a language."""
    seen: dict[Node, URIRef] = {}
    for kind in LABELS:
        for label in graph.objects(concept, kind):
            if label in seen:
                yield f"{concept} has “{label}” twice (S13)"
            seen[label] = kind
    preferred = [*graph.objects(concept, SKOS.prefLabel)]
    languages = [label.language for label in preferred if isinstance(label, Literal)]
    if len(languages) != len(preferred) or not preferred:
        yield f"{concept} has no preferred label"
    if len({*languages}) < len(languages):
        yield f"{concept} has several preferred labels in a language (S14)"


def _orphans(graph: Graph, concept: Node) -> Iterator[str]:
    """Everything that a concept names has a name in the same file."""
    for predicate, other in graph.predicate_objects(concept):
        if predicate in (RDF.type, RDFS.seeAlso) or isinstance(other, Literal):
            continue
        named = (SKOS.prefLabel, RDFS.label, RDF.value, DCTERMS.title)
        if not any((other, name, None) in graph for name in named):
            yield f"{concept} names {other}, of which nothing is told"


def _above(graph: Graph, concept: Node) -> set[Node]:
    found: set[Node] = set()
    waiting = [concept]
    while waiting:
        here = waiting.pop()
        new = {*graph.objects(here, SKOS.broader), *graph.subjects(SKOS.narrower, here)} - found
        found |= new
        waiting.extend(new)
    return found
