"""What people are told a part of a term is called, by its name in a portable term."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

LABELS = {
    "title": _("preferred name"),
    "gloss": _("gloss"),
    "text": _("longer text"),
    "tags": _("tags"),
    "status": _("status"),
    "domain": _("domain"),
    "steward": _("steward"),
    "review_due": _("review due"),
    "is_contested": _("contested"),
    "replaced_by": _("replaced by"),
    "is_shareable": _("public card"),
    "case": _("case"),
    "autolink": _("links"),
    "names": _("name"),
    "definitions": _("definition"),
    "notes": _("note"),
    "relations": _("relation"),
}
