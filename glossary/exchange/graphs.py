"""Reading statements (Turtle, JSON-LD, RDF/XML) out of files that nobody vouches for: nothing is fetched,
nothing expands, and a file that holds too much is given up."""

from __future__ import annotations

import json
import logging
import re
import time
from typing import Any
from xml.sax import SAXException

from django.conf import settings
from django.utils.translation import gettext as _
from rdflib import Graph
from rdflib.exceptions import ParserError
from rdflib.plugins.parsers.notation3 import BadSyntax
from rdflib.plugins.stores.memory import Memory

from glossary.exchange.files import FileRefused

MOST_BYTES = 8 * 1024 * 1024
MOST_STATEMENTS, MOST_SECONDS = 300_000, 30
DEEPEST_JSON = 50

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_DECLARES = re.compile(r"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_XML_ENCODING = re.compile(r"""<\?xml[^>]*encoding\s*=\s*["']([^"']*)["']""", re.IGNORECASE)
_TURTLE = re.compile(
    r"\s*(?:#.*\s*)*(?:@prefix\s|@base\s|prefix\s+\S*:|base\s*<|<[^>\s]*>\s+\S+\s|_:)", re.IGNORECASE
)
_XML_IN_TEXT = re.compile(r"XMLLiteral|rdf-syntax-ns#HTML|parseType=.Literal", re.IGNORECASE)
_BROKEN = (
    BadSyntax,
    ParserError,
    SAXException,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    IndexError,
    AssertionError,
    UnicodeError,
    NotImplementedError,
)


class _Bounded(Memory):
    """Statements in memory: no more than MOST_STATEMENTS, for no more than MOST_SECONDS of the processor."""

    def __init__(self) -> None:
        super().__init__()
        self.added = 0
        self.until = time.thread_time() + MOST_SECONDS

    def add(self, triple: Any, context: Any, quoted: bool = False) -> None:
        self.added += 1
        if self.added > MOST_STATEMENTS or time.thread_time() > self.until:
            raise TooMany
        _refuse_halves("".join(triple))
        super().add(triple, context, quoted)


class TooMany(Exception):
    """A file makes more statements than are read."""


def _refuse_halves(text: str) -> None:
    """Raise ValueError for half a character, which an escape may hold and nothing can keep."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ValueError(_("there are halves of characters in it.")) from None


def format_of(content: bytes) -> str:
    """Return which of "turtle", "json-ld" and "xml" a file is written in; empty for none of them."""
    start = content[:4096].decode("utf-8", "replace").lstrip("\ufeff \t\r\n")
    if start.startswith(("{", "[")):
        return "json-ld"
    if start.startswith(("<?xml", "<rdf:", "<RDF", "<!")):
        return "xml"
    return "turtle" if _TURTLE.match(start) else ""


def parsed(content: bytes, format: str) -> Graph:
    """Return the statements in a file. Raises FileRefused for what cannot or should not be read."""
    if len(content) > MOST_BYTES:
        raise FileRefused(
            _("Files of this kind may have at most %d MB. Divide it.") % (MOST_BYTES // 1024 // 1024)
        )
    try:
        text = content.removeprefix(_BYTE_ORDER_MARK).decode("utf-8")
    except UnicodeDecodeError:
        raise FileRefused(_("This file is in another encoding than UTF-8. Save it again as UTF-8.")) from None
    if format == "json-ld":
        text = _without_remote_contexts(text)
    elif format == "xml":
        _refuse_declarations(text)
    if _XML_IN_TEXT.search(text):
        raise FileRefused(
            _("There is markup in texts of this file (XML literals). Write them as plain text.")
        )
    return _parsed(text, format)


def _parsed(text: str, format: str) -> Graph:
    graph = Graph(store=_Bounded())
    chatter = logging.getLogger("rdflib")
    chatter.setLevel(logging.CRITICAL)  # it tells of every odd number
    try:
        graph.parse(data=text, format=format, publicID=settings.BASE_URL)
    except TooMany:
        raise FileRefused(_("This file makes more statements than can be read. Divide it.")) from None
    except RecursionError:
        raise FileRefused(_("This file is nested too deeply.")) from None
    except _BROKEN as error:
        why = str(error).strip().splitlines()[:1]
        told = _("This file cannot be read as %(format)s: %(why)s")
        raise FileRefused(told % {"format": format, "why": (why or ["?"])[0][:200]}) from None
    return graph


def _without_remote_contexts(text: str) -> str:
    """Return JSON-LD that names no context of another place. Raises FileRefused."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        raise FileRefused(_("This file is no JSON.")) from None
    waiting = [(document, 0)]
    while waiting:
        one, depth = waiting.pop()
        if depth > DEEPEST_JSON:
            raise FileRefused(_("This file is nested too deeply."))
        if isinstance(one, dict):
            _refuse_remote(one)
            waiting.extend((value, depth + 1) for value in one.values())
        elif isinstance(one, list):
            waiting.extend((value, depth + 1) for value in one)
    return json.dumps(document)


def _refuse_remote(node: dict[str, Any]) -> None:
    context = node.get("@context", {})
    named = context if isinstance(context, list) else [context]
    if "@import" in node or any(isinstance(one, str) for one in named):
        raise FileRefused(
            _(
                "This file names a context on another site (@context). It is not fetched: "
                "put the context inside."
            )
        )


def _refuse_declarations(text: str) -> None:
    if _DECLARES.search(text):
        raise FileRefused(_("This file declares a document type or entities. Remove the DOCTYPE."))
    declared = _XML_ENCODING.search(text[:200])
    if declared and declared[1].lower() not in ("utf-8", "us-ascii"):
        raise FileRefused(_("This file is in another encoding than UTF-8. Save it again as UTF-8."))
