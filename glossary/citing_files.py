"""Citations as files that programs for literature read: BibTeX and RIS."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

from glossary.citing import NO_DATE, Citation, Work, authors_of, credited, dated, line, link_of, work
from glossary.models import Source

_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",  # "\{" would count as an open brace: BibTeX counts them all
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "&%$#_"},
}
_TEX_TABLE = str.maketrans(_TEX)
_TYPES = {
    Source.Kind.BOOK: "BOOK",
    Source.Kind.ARTICLE: "JOUR",
    Source.Kind.WEB: "ELEC",
    Source.Kind.REPORT: "RPRT",
    Source.Kind.PERSON: "PCOMM",
    Source.Kind.STANDARD: "STAND",
}
"""What RIS calls the kinds of sources."""


def bibtex(one: Citation) -> str:
    """Return `one` as an entry of BibTeX, UTF-8 for biber and every BibTeX of today."""
    if one.original is not None:
        kind, fields = "misc", _bibtex_of_original(one, one.original)
    elif one.retrieved:
        kind, fields = "misc", _bibtex_of_page(one)
    else:
        kind, fields = "incollection", _bibtex_of_version(one)
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@{kind}{{{key(one)},\n" + ",\n".join(lines) + "\n}\n"


def ris(one: Citation, words: str) -> str:
    """Return `one` as a record of RIS; `words` are the definition as plain text."""
    fields = _ris_of_entry(one) if one.original is None else _ris_of_original(one, one.original)
    fields = [*fields, ("AB", line(words)), ("UR", one.address)]
    if one.retrieved:
        fields.append(("Y2", f"{one.retrieved:%Y/%m/%d}"))
    return "".join(f"{tag}  - {said}\r\n" for tag, said in fields if said) + "ER  - \r\n"


def key(one: Citation) -> str:
    """Return the key of the citation: ASCII letters, digits and hyphens, the same for ever."""
    slug = unquote(urlsplit(one.page).path.rstrip("/").rpartition("/")[2])
    words = unicodedata.normalize("NFKD", f"{line(one.site)}-{slug}").encode("ascii", "ignore").decode()
    stem = re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")
    return f"{stem or 'term'}-v{one.number}"


def _bibtex_of_version(one: Citation) -> dict[str, str]:
    return {
        "author": f"{{{_tex(one.site)}}}",
        "title": f"{{{_tex(one.title)}}}",
        "booktitle": _tex(one.glossary),
        "year": str(one.saved.year),
        "note": f"Version {one.number}",
        "url": one.address,
    }


def _bibtex_of_page(one: Citation) -> dict[str, str]:
    return {
        "author": f"{{{_tex(one.site)}}}",
        "title": f"{{{_tex(one.title)}}}",
        "howpublished": _tex(one.glossary),
        "year": NO_DATE,
        "url": one.address,
        "urldate": str(one.retrieved),
    }


def _bibtex_of_original(one: Citation, original: Work) -> dict[str, str]:
    around = filter(None, (line(original["container"]), line(original["publisher"])))
    return {
        "author": _tex_people(original),
        "title": f"{{{_tex(original['title'])}}}" if line(original["title"]) else "",
        "howpublished": _tex(", ".join(around)),
        "year": _tex(dated(original)),
        "doi": _tex(original["doi"]),
        "note": ". ".join(map(_tex, _given_in(one))),
        "url": one.address,
        "urldate": str(one.retrieved or ""),
    }


def _tex_people(said: Work) -> str:
    """Return authors as BibTeX divides them; an organisation is one name, whatever words are in it."""
    names = [_tex(name) for name in authors_of(said)]
    organisation = _tex(said["organisation"])
    return " and ".join(names) or (f"{{{organisation}}}" if organisation else "")


def _tex(text: str | None) -> str:
    return line(text).translate(_TEX_TABLE)


def _ris_of_entry(one: Citation) -> list[tuple[str, str]]:
    fields = [("TY", "DICT"), ("AU", line(one.site)), ("TI", line(one.title)), ("T2", one.glossary)]
    if one.retrieved:
        return fields
    return [
        *fields,
        ("PY", str(one.saved.year)),
        ("DA", f"{one.saved:%Y/%m/%d/}"),
        ("ET", f"Version {one.number}"),
    ]


def _ris_of_original(one: Citation, original: Work) -> list[tuple[str, str]]:
    people = authors_of(original) or [credited(original)]
    return [
        ("TY", _TYPES.get(original["kind"], "GEN")),
        *(("AU", name) for name in people),
        ("TI", line(original["title"])),
        ("T2", line(original["container"])),
        ("PB", line(original["publisher"])),
        ("PY", dated(original)),
        ("DO", line(original["doi"])),
        ("L2", "" if original["doi"] else link_of(original)),
        *(("N1", said) for said in _given_in(one)),
    ]


def _given_in(one: Citation) -> Iterable[str]:
    """Yield where the words of an original were found, from the original to this glossary."""
    if one.locator:
        yield one.locator
    if one.via:
        yield f"As cited in {work(one.via).rstrip('.')}"
    version = "" if one.retrieved else f", version {one.number}"
    yield f"As given in {one.glossary}, “{line(one.title)}”{version}"
