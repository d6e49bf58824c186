"""Names, definitions, notes and sources of a concept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rdflib import DCTERMS, RDF, SKOS, Graph, Literal
from rdflib.term import Node

from glossary.exchange import cells, sources
from glossary.exchange.skos_texts import flag, in_language, in_order, part_id, place, text, texts, word
from glossary.exchange.skos_vocabulary import CP, FOUND_IN, SOURCE

LABELS = {SKOS.altLabel: "admitted", SKOS.hiddenLabel: "hidden"}
NOTES = {
    SKOS.scopeNote: "scope",
    SKOS.historyNote: "history",
    SKOS.example: "example",
    SKOS.note: "usage",
    SKOS.editorialNote: "editor",
}
"""What a note of another glossary is among ours; where ours tell their kind themselves, that counts."""

Item = dict[str, Any]


def names(graph: Graph, concept: Node) -> list[Item]:
    """Return the other names: each label, with what our own words say of it, in their order."""
    labels = {label: kind for iri, kind in LABELS.items() for label in texts(graph, concept, iri)}
    told = {}
    for one in sorted(graph.objects(concept, CP.name), key=lambda part: place(graph, part)):
        name = text(graph, one, RDF.value)
        if name in labels:
            told[name] = (word(graph, one, CP.kind), word(graph, one, CP.case), word(graph, one, CP.links))
    found = []
    for name in [*told, *(label for label in labels if label not in told)]:
        kind, case, links = told.get(name, ("", "", ""))
        kind = kind or ("acronym" if labels[name] == "admitted" and _is_acronym(name) else labels[name])
        usual = "exact" if kind == "acronym" else "any"
        found.append({"id": name, "kind": kind, "case": case or usual, "autolink": links or "auto"})
    return found


def definitions(graph: Graph, concept: Node) -> list[Item]:
    """Return the definitions, texts and things with a value alike."""
    return [
        item | _of_definition(graph, part) if part is not None else item
        for part, item in _texts_of(graph, concept, SKOS.definition)
    ]


def notes(graph: Graph, concept: Node) -> list[Item]:
    """Return the notes of every kind, in their order."""
    found = [
        (part, item | {"kind": (word(graph, part, CP.kind) if part is not None else "") or kind})
        for iri, kind in NOTES.items()
        for part, item in _texts_of(graph, concept, iri)
    ]
    found.sort(key=lambda pair: place(graph, pair[0]) if pair[0] is not None else (10**6, ""))
    return [item for _part, item in found]


def source(graph: Graph, part: Node, predicate: Node, depth: int = sources.DEEPEST) -> Item | None:
    """Return the source that `predicate` gives `part`; a mere text or address is one, too."""
    for one in in_order(graph.objects(part, predicate)):
        if isinstance(one, Literal):
            return sources.read(str(one))
        said = {column: word(graph, one, iri) for column, iri in SOURCE.items()}
        if not any(said.values()):
            said["url"] = str(one) if str(one).startswith(("http://", "https://")) else ""
            said["title"] = "" if said["url"] else str(one)
        said["kind"] = said["kind"] or ("web" if said["url"] else "unknown")
        found_in = source(graph, one, FOUND_IN, depth - 1) if depth else None
        return sources.checked(said | {"quoted_in": found_in})
    return None


def _texts_of(graph: Graph, concept: Node, predicate: Node) -> Iterator[tuple[Node | None, Item]]:
    """Yield what `predicate` gives: (None, a text), or a thing and what is its value, in their order."""
    values = [*graph.objects(concept, predicate)]
    things = [one for one in values if not isinstance(one, Literal)]
    for one in sorted(things, key=lambda part: place(graph, part)):
        yield (
            one,
            {
                "id": part_id(one),
                "text": text(graph, one, RDF.value),
                "source": source(graph, one, DCTERMS.source),
            },
        )
    for said in in_language(values):
        yield None, {"text": said}


def _of_definition(graph: Graph, part: Node) -> Item:
    return {
        "is_house": flag(graph, part, CP.isHouse),
        "reason": word(graph, part, CP.reason),
        "fidelity": word(graph, part, CP.fidelity),
        "locator": word(graph, part, CP.locator),
        "via": source(graph, part, CP.via),
        "since": cells.year(word(graph, part, CP.since)),
        "until": cells.year(word(graph, part, CP.until)),
    }


def _is_acronym(name: str) -> bool:
    return name.isupper() and 1 < len(name) <= 8 and " " not in name
