"""Values in a graph: texts in the language of the site, words, numbers, truths."""

from __future__ import annotations

import re
from collections.abc import Iterable
from uuid import NAMESPACE_URL, UUID, uuid5

from rdflib import DCTERMS, Graph, Literal, URIRef
from rdflib.term import Node

from glossary.exchange.skos_vocabulary import CP, language

_UUID = re.compile(r"(?:urn:uuid:)?([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})")


def in_order(nodes: Iterable[Node]) -> list[Node]:
    """Return nodes in an order that does not depend on how a graph keeps them."""
    return sorted(nodes, key=lambda node: (str(node), getattr(node, "language", None) or ""))


def in_language(nodes: Iterable[Node]) -> list[str]:
    """Return the texts among `nodes` in the language of the site, else in a kind of it, else in none."""
    found: dict[int, list[str]] = {}
    for node in in_order(nodes):
        if isinstance(node, Literal) and (rank := _rank(node.language)) is not None:
            found.setdefault(rank, []).append(str(node))
    return list(dict.fromkeys(found[min(found)])) if found else []


def texts(graph: Graph, subject: Node, predicate: URIRef) -> list[str]:
    """Return the texts that `predicate` gives `subject`."""
    return in_language(graph.objects(subject, predicate))


def text(graph: Graph, subject: Node, predicate: URIRef) -> str:
    """Return the first of these texts, or an empty one."""
    return next(iter(texts(graph, subject, predicate)), "")


def word(graph: Graph, subject: Node, predicate: URIRef) -> str:
    """Return a value that is no text of any language, as it is written; empty for none."""
    return next((str(one) for one in in_order(graph.objects(subject, predicate))), "")


def flag(graph: Graph, subject: Node, predicate: URIRef) -> bool:
    """Say whether `predicate` is true of `subject`."""
    return word(graph, subject, predicate).lower() in ("true", "1")


def place(graph: Graph, part: Node) -> tuple[int, str]:
    """Return where a part stands among its like; parts without a place come last."""
    said = word(graph, part, CP.place)
    return (int(said) if said.isdecimal() and len(said) < 6 else 10**6, str(part))


def part_id(part: Node) -> str:
    """Return the id of a part by its address; empty where the address is not one of ours."""
    end = str(part).rpartition("#")[2] if isinstance(part, URIRef) else ""
    return end if 0 < len(end) <= 12 and end.isascii() and end.isalnum() else ""


def uid_of(graph: Graph, concept: Node) -> str:
    """Return by which uid a concept is known: its own, or one that follows from its address for ever."""
    for known in (*in_order(graph.objects(concept, DCTERMS.identifier)), concept):
        if match := _UUID.fullmatch(str(known)):
            return str(UUID(match[1]))
    return str(uuid5(NAMESPACE_URL, str(concept)))


def _rank(tag: str | None) -> int | None:
    if not tag:
        return 2
    if tag.lower() == language().lower():
        return 0
    return 1 if tag.lower().split("-")[0] == language().lower().split("-")[0] else None
