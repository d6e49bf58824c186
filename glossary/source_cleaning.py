"""The columns of a source as they are kept, from what somebody wrote."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from glossary.models import Source
from kmsite.pages.saving.drafts import clean_body, clean_field
from kmsite.text.refusal import TextRefused

LINES = ("title", "authors", "organisation", "role", "container", "date_text", "publisher", "note")
FIELDS = (*LINES, "kind", "year", "doi", "url", "accessed_on", "archived_excerpt", "quoted_in")
"""What `create` and `revise` of `glossary.sourcing` take."""
LONGEST_EXCERPT, LONGEST_URL, LONGEST_DOI = 20_000, 500, 200
_DOI = re.compile(r"^(?:doi:\s*|(?:https?://)?(?:dx\.|www\.)?doi\.org/)", re.IGNORECASE)
_IS_DOI = re.compile(r"^10\.\d{4,9}(?:\.\d+)*/\S+$")


def cleaned(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the columns of a source that says `fields`.

    Raises TextRefused for one that says nothing, and with everything that cannot be kept.
    """
    said = {name: _line(name, fields.get(name) or "") for name in LINES}
    said |= {
        "kind": fields.get("kind") or Source.Kind.UNKNOWN.value,
        "year": fields.get("year"),
        "doi": clean_doi(fields.get("doi") or ""),
        "url": _url(fields.get("url") or ""),
        "accessed_on": fields.get("accessed_on"),
        "archived_excerpt": clean_body(fields.get("archived_excerpt") or "").rstrip("\n"),
        "quoted_in_id": getattr(fields.get("quoted_in"), "pk", fields.get("quoted_in")),
    }
    _refuse_odd(said)
    if not any(value for name, value in said.items() if name != "kind"):
        raise TextRefused(_("A source that says nothing is none. Give at least a title or a name."))
    return said


def clean_doi(doi: str) -> str:
    """Return a DOI as it is kept: in lower case, without an address before it. Raises TextRefused."""
    doi = _DOI.sub("", clean_field(doi, LONGEST_DOI, _("The DOI"))).lower()
    if doi and not _IS_DOI.match(doi):
        raise TextRefused(_("“%s” is no DOI: one begins with 10. and has a slash.") % doi)
    return doi


def _line(name: str, text: str) -> str:
    field = Source._meta.get_field(name)
    return clean_field(text, field.max_length, str(field.verbose_name).capitalize())


def _url(url: str) -> str:
    url = clean_field(url, LONGEST_URL, _("The address"))
    try:
        parts = urlsplit(url)
    except ValueError:
        parts = urlsplit("")
    if url and not (parts.scheme in ("http", "https") and parts.hostname and " " not in url):
        raise TextRefused(_("An address of a source begins with https:// or http://."))
    return url


def _refuse_odd(said: Mapping[str, Any]) -> None:
    if said["kind"] not in Source.Kind.values:
        raise TextRefused(_("There is no such kind of source."))
    if len(said["archived_excerpt"]) > LONGEST_EXCERPT:
        raise TextRefused(_("The excerpt is longer than %d characters.") % LONGEST_EXCERPT)
    if said["year"] is not None and not 1 <= said["year"] <= 2200:
        raise TextRefused(_("A year is a number like 2019."))
    if said["accessed_on"] is not None and not isinstance(said["accessed_on"], date):
        raise TextRefused(_("The date of access is no date."))
    if said["quoted_in_id"] and not Source.objects.filter(pk=said["quoted_in_id"]).exists():
        raise TextRefused(_("The source in which it was found does not exist."))
