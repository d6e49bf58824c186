"""Statements as Turtle and as JSON-LD, block by block."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from rdflib import RDF, Literal, URIRef
from rdflib.term import Node

from glossary.exchange.skos_vocabulary import PREFIXES, Triple

Block = list[Triple]
_ESCAPES = str.maketrans(
    {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
)


def turtle(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the text of a Turtle document (RDF 1.1 Turtle)."""
    for prefix, namespace in PREFIXES.items():
        yield f"@prefix {prefix}: <{namespace}> .\n"
    for block in blocks:
        for subject, properties in _grouped(block).items():
            lines = [
                f"    {_short(predicate)} {', '.join(_turtle(one) for one in objects)}"
                for predicate, objects in properties.items()
            ]
            yield f"\n<{subject}>\n" + " ;\n".join(lines) + " .\n"


def json_ld(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the text of a JSON-LD document, its context inside (JSON-LD 1.1)."""
    context = {prefix: str(namespace) for prefix, namespace in PREFIXES.items()}
    yield f'{{"@context": {json.dumps(context)},\n"@graph": ['
    before = "\n"
    for block in blocks:
        for subject, properties in _grouped(block).items():
            node: dict[str, Any] = {"@id": str(subject)}
            for predicate, objects in properties.items():
                name = "@type" if predicate == RDF.type else _short(predicate)
                node[name] = [_short(one) if name == "@type" else _json(one) for one in objects]
            yield before + json.dumps(node, ensure_ascii=False)
            before = ",\n"
    yield "\n]}\n"


def _grouped(block: Block) -> dict[URIRef, dict[URIRef, list[Node]]]:
    found: dict[URIRef, dict[URIRef, list[Node]]] = {}
    for subject, predicate, one in block:
        found.setdefault(subject, {}).setdefault(predicate, []).append(one)
    return found


def _short(iri: Node) -> str:
    for prefix, namespace in PREFIXES.items():
        if str(iri).startswith(str(namespace)):
            return f"{prefix}:{str(iri)[len(str(namespace)) :]}"
    return f"<{iri}>"


def _turtle(one: Node) -> str:
    if not isinstance(one, Literal):
        return _short(one)
    quoted = f'"{str(one).translate(_ESCAPES)}"'
    if one.language:
        return f"{quoted}@{one.language}"
    return f"{quoted}^^{_short(one.datatype)}" if one.datatype else quoted


def _json(one: Node) -> dict[str, str]:
    if not isinstance(one, Literal):
        return {"@id": str(one)}
    if one.language:
        return {"@value": str(one), "@language": one.language}
    return {"@value": str(one)} | ({"@type": _short(one.datatype)} if one.datatype else {})
