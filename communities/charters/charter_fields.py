"""The parts of a charter as they are asked for: each with a sentence that helps to write it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from communities.charters.charter import LABELS, LONGEST_PART, PARTS, Charter
from kmsite.pages.saving.drafts import clean_body

HELP: Mapping[str, str | Promise] = {
    "domain": _("The subject that brings you together, narrow enough that people know if it is theirs."),
    "why": _("What gets better for members and for the organisation when you learn from one another."),
    "practice": _("What you do together: questions, visits, cases, tools, a shared text. Not just meetings."),
    "inside": _("Questions and work that belong here."),
    "outside": _("What belongs elsewhere, and where. This saves newcomers a wrong turn."),
    "rhythm": _(
        "How often you meet and write, so that people can rely on it. A steady beat, not a busy one."
    ),
    "commitment": _(
        "What members can expect of one another, in time and in manners. Reading along is welcome."
    ),
    "success": _("What you would see after a year if it goes well: things people did, not numbers of posts."),
}
"""After Wenger, McDermott and Snyder, Cultivating Communities of Practice (2002): domain, community and
practice, and its seven principles; and after charters of public administrations."""

REVIEW_HELP = _("When you want to look at this charter again. Half a year to a year is usual.")


class PartField(forms.CharField):
    """A part of a charter in Markdown, its line ends normalised."""

    widget = forms.Textarea

    def __init__(self, **options: Any) -> None:
        rows = {"rows": 4, "dir": "auto", "spellcheck": "true"}
        super().__init__(
            **{"required": False, "strip": True, "widget": forms.Textarea(attrs=rows), **options}
        )

    def to_python(self, value: Any) -> str:
        text = clean_body(super().to_python(value)).strip("\n")
        if len(text) > LONGEST_PART:
            message = _("This is too long: %(length)s characters, and %(limit)s at most.")
            raise ValidationError(message, params={"length": len(text), "limit": LONGEST_PART})
        return text


def field_of(part: str) -> str:
    """Return the name of the field in which a part of the charter is written."""
    return "entry_review_due" if part == "review_due" else f"entry_{part}_text"


def part_fields() -> dict[str, forms.Field]:
    """Return the fields of a charter by their names, in its order."""
    parts = {field_of(part): PartField(label=LABELS[part], help_text=HELP[part]) for part in PARTS}
    day = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    review = forms.DateField(
        label=LABELS["review_due"],
        required=False,
        help_text=REVIEW_HELP,
        widget=day,
        input_formats=["%Y-%m-%d"],
    )
    return {**parts, field_of("review_due"): review}


def charter_in(cleaned: Mapping[str, Any]) -> Charter:
    """Return the charter that a valid form holds."""
    parts = {part: cleaned[field_of(part)] for part in PARTS}
    return Charter(**parts, review_due=cleaned[field_of("review_due")])


def written_of(charter: Charter) -> dict[str, Any]:
    """Return the fields of a form as `charter` has them."""
    return {field_of(part): getattr(charter, part) for part in (*PARTS, "review_due")}
