"""Relations between concepts: those with a claim of ours, and the plain statements of other glossaries."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rdflib import DCTERMS, RDF, RDFS, SKOS, Graph, Literal
from rdflib.term import Node

from glossary.exchange.skos_parts import source
from glossary.exchange.skos_texts import in_order, part_id, place, text, uid_of, word
from glossary.exchange.skos_vocabulary import CP, KIND_OF
from glossary.relating import KINDS

SYMMETRIC = {name for name, kind in KINDS.items() if kind.is_symmetric}

Item = dict[str, Any]


class Claims:
    """What the concepts of one file say of one another. `uids` are those of its concepts."""

    def __init__(self, graph: Graph, uids: dict[Node, str]) -> None:
        self.graph = graph
        self.uids = uids
        self.claimed: dict[Node, dict[tuple[str, Node], Node]] = {}
        for claim in graph.subjects(RDF.type, CP.Claim):
            subject, kind, other = (
                next(graph.objects(claim, iri), None) for iri in (RDF.subject, RDF.predicate, RDF.object)
            )
            if subject is not None and kind in KIND_OF and other is not None:
                self.claimed.setdefault(subject, {})[KIND_OF[kind], other] = claim
        self.narrower: dict[Node, set[Node]] = {}
        for upper, lower in graph.subject_objects(SKOS.narrower):
            self.narrower.setdefault(lower, set()).add(upper)

    def of(self, concept: Node) -> list[Item]:
        """Return the relations of `concept`, in their order, each stated by one of both sides only."""
        claims = self.claimed.get(concept, {})
        plain = dict.fromkeys(self._plain(concept))
        kept = [key for key, claim in claims.items() if key in plain or self._stance(claim) != "asserted"]
        kept.sort(key=lambda key: place(self.graph, claims[key]))
        new = [key for key in plain if key not in claims and not self._stated_there(concept, *key)]
        return [self._item(*key, claims[key]) for key in kept] + [self._item(*key, None) for key in new]

    def replaced_by(self, concept: Node) -> str:
        """Return the uid of the term that replaces `concept`; empty for none."""
        others = in_order(self.graph.objects(concept, DCTERMS.isReplacedBy))
        return self._uid(others[0]) if others else ""

    def _plain(self, concept: Node) -> Iterator[tuple[str, Node]]:
        for iri, kind in KIND_OF.items():
            others = {*self.graph.objects(concept, iri)}
            if iri == SKOS.broader:
                others |= self.narrower.get(concept, set())
            yield from ((kind, other) for other in in_order(others) if not isinstance(other, Literal))

    def _stated_there(self, concept: Node, kind: str, other: Node) -> bool:
        """Say whether the other side states a symmetric relation already, or comes first to state it."""
        if kind not in SYMMETRIC or other == concept:
            return False
        back = any((other, iri, concept) in self.graph for iri, name in KIND_OF.items() if name == kind)
        is_claimed = (kind, concept) in self.claimed.get(other, {})
        return is_claimed or (back and str(other) < str(concept))

    def _stance(self, claim: Node) -> str:
        return word(self.graph, claim, CP.stance) or "asserted"

    def _item(self, kind: str, other: Node, claim: Node | None) -> Item:
        item = {"kind": kind, "term": self._uid(other)}
        if claim is None:
            return item
        return item | {
            "id": part_id(claim),
            "stance": self._stance(claim),
            "source": source(self.graph, claim, DCTERMS.source),
            "note": text(self.graph, claim, RDFS.comment),
        }

    def _uid(self, other: Node) -> str:
        return self.uids.get(other) or uid_of(self.graph, other)
