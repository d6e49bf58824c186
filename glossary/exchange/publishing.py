"""Files of the glossary for readers: each is made once for a state of the glossary, and then only read."""

from __future__ import annotations

import io
import os
import tempfile
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from glossary.exchange import rdf_writing, skos_writing, tables
from glossary.exchange.collecting import Known, published, records
from glossary.exchange.hierarchy import Hierarchy
from glossary.exchange.portable import Record
from glossary.models import Domain, Term
from glossary.querysets import TermQuerySet

RDF = {"ttl": rdf_writing.turtle, "jsonld": rdf_writing.json_ld}
FORMATS = ("csv", "xlsx", *RDF)
AS_WRITTEN = 1
"""Raised when the same glossary is written in another way."""


def state() -> str:
    """Return a digest that changes whenever a file for readers would."""
    digest = blake2b(digest_size=12)
    about = (AS_WRITTEN, settings.BASE_URL, settings.SITE_NAME, settings.LANGUAGE_CODE)
    terms = published().order_by("pk").values_list("uid", "current", "slug", "changed_at")
    for row in (about, *terms, *Domain.objects.order_by("pk").values_list("pk", "name", "slug")):
        digest.update(f"{row}\n".encode())
    return digest.hexdigest()


def whole(format: str) -> BinaryIO:
    """Return the glossary as a file. Files of former states are removed."""
    shelf = Path(settings.VAR_DIR) / "exports"
    shelf.mkdir(parents=True, exist_ok=True)
    path = shelf / f"{state()}.{format}"
    try:
        return path.open("rb")
    except FileNotFoundError:
        return _written(published(), format, path)


def one(term: Term, format: str) -> bytes:
    """Return one term as the text of a file."""
    content = io.BytesIO()
    _to(content, Term.objects.filter(pk=term.pk), format)
    return content.getvalue()


def _written(terms: TermQuerySet, format: str, path: Path) -> BinaryIO:
    """Write a file that is there as a whole or not at all, and return it."""
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        try:
            _to(file, terms, format)
        except BaseException:
            os.unlink(file.name)
            raise
    finished = Path(file.name).open("rb")  # noqa: SIM115 (the answer closes it)
    os.replace(file.name, path)
    for old in path.parent.glob(f"*.{format}"):
        if old != path:
            old.unlink(missing_ok=True)
    return finished


def _to(file: BinaryIO, terms: TermQuerySet, format: str) -> None:
    known = Known.now()
    told = records(terms, known, readers=True)
    if format in RDF:
        for text in _rdf(told, known, format):
            file.write(text.encode("utf-8", "replace"))
    else:
        tables.write(told, file, format=format, readers=True)


def _rdf(told: Iterable[Record], known: Known, format: str) -> Iterable[str]:
    return RDF[format](skos_writing.blocks(told, known, Hierarchy.now(known.listed)))
