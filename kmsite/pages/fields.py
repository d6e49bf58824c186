"""Form fields of what people write: a line, a text, a list of tags."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from kmsite.pages.tags.tagging import LONGEST_TAG, MOST_TAGS, canonical
from kmsite.pages.terms_inside.wanting import OFF, ON
from kmsite.text.names import LineTooLong, clean_line, name_key
from kmsite.text.rendering import MAX_SOURCE_BYTES


class LineField(forms.CharField):
    """One line, without control characters, at most `max_length` characters once it is cleaned."""

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        try:
            return clean_line(text, self.max_length)
        except LineTooLong as error:
            message = _("This is too long: %(length)s characters, and %(limit)s at most.")
            raise ValidationError(message, params={"length": len(text), "limit": self.max_length}) from error


class BodyField(forms.CharField):
    """A text in Markdown, its line ends normalised, not larger than a page may be."""

    widget = forms.Textarea(attrs={"rows": 24, "dir": "auto", "spellcheck": "true"})

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"strip": False, "required": False, **options})

    def to_python(self, value: Any) -> str:
        text = super().to_python(value).replace("\r\n", "\n").replace("\r", "\n")
        size = len(text.encode("utf-8", "replace"))
        if size > MAX_SOURCE_BYTES:
            message = _(
                "This text is too long: %(size)s, and a page holds %(limit)s at most. "
                "It is kept below; move a part of it to a page of its own."
            )
            params = {"size": filesizeformat(size), "limit": filesizeformat(MAX_SOURCE_BYTES)}
            raise ValidationError(message, params=params)
        return text


class TagsField(forms.CharField):
    """Tags separated by commas, each kept once. What a revision says is shown by the names of today."""

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) or value is None else ", ".join(canonical(value))

    def to_python(self, value: Any) -> list[str]:
        lines = (self._tag(part) for part in super().to_python(value).split(","))
        tags = {name_key(tag): tag for tag in lines if tag}
        if len(tags) > MOST_TAGS:
            message = _("These are %(count)s tags, and a page has %(limit)s at most.")
            raise ValidationError(message, params={"count": len(tags), "limit": MOST_TAGS})
        return list(tags.values())

    def _tag(self, part: str) -> str:
        try:
            return clean_line(part, LONGEST_TAG)
        except LineTooLong as error:
            message = _("A tag has %(limit)s characters at most: “%(tag)s…”")
            raise ValidationError(message, params={"limit": LONGEST_TAG, "tag": part.strip()[:30]}) from error


class WishInput(forms.CheckboxInput):
    """A box that is ticked unless it says OFF; the template puts a hidden OFF before it, for an empty box."""

    def __init__(self) -> None:
        super().__init__({"value": ON}, check_test=lambda wish: wish != OFF)

    def format_value(self, value: Any) -> None:
        """Say always the same: whether the box is ticked says the rest."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str | None:
        return data.get(name)


class WishField(forms.CharField):
    """ON or OFF; what was not sent is as it was before."""

    widget = WishInput

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"required": False, "empty_value": ON, **options})

    def bound_data(self, data: Any, initial: Any) -> Any:
        return initial if data is None else data

    def to_python(self, value: Any) -> str:
        return OFF if value == OFF else ON
