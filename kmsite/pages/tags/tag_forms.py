"""What an editor fills in about a tag: what it is called and means, or which other one stands for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kmsite.pages.counts.pacing import refuse_too_fast
from kmsite.pages.fields import LineField
from kmsite.pages.models import Tag
from kmsite.pages.refusing import TextRefused
from kmsite.pages.tags import retagging, tag_reading
from kmsite.pages.tags.retagging import NameOfAnother
from kmsite.pages.tags.tagging import LONGEST_TAG

LONGEST_DESCRIPTION = 500


class TagForm(forms.Form):
    """The name and the description of `tag`; `was` is the name that it had when the form was made."""

    name = LineField(
        label=gettext_lazy("Name"),
        max_length=LONGEST_TAG,
        help_text=gettext_lazy("The old name and its address keep leading to this tag."),
    )
    description = LineField(
        label=gettext_lazy("What it gathers"),
        max_length=LONGEST_DESCRIPTION,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=gettext_lazy("One or two sentences, shown above the pages with this tag."),
    )
    was = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)

    def __init__(self, data: Mapping[str, str] | None, *, tag: Tag, by: Any) -> None:
        first = {"name": tag.name, "description": tag.description, "was": tag.name}
        super().__init__(data, initial=first)
        self.fields["name"].widget.attrs |= {"dir": "auto", "autocomplete": "off"}
        self.tag, self.by = tag, by

    def change(self) -> Tag | None:
        """Change the tag; None where that was refused, and then the form says why."""
        if not self.is_valid():
            return None
        try:
            refuse_too_fast(self.by, "rename")
            return retagging.change(self.tag, by=self.by, **self.cleaned_data)
        except NameOfAnother as refused:
            self.add_error("name", _offer(self.tag, refused.tag))
        except TextRefused as refused:
            self.add_error(None, str(refused))
        return None


class MergeTagForm(forms.Form):
    """The tag that stands for `tag` from now on, by its name."""

    into = LineField(
        label=gettext_lazy("The tag that stays"),
        max_length=LONGEST_TAG,
        help_text=gettext_lazy("By its name."),
    )

    def __init__(self, data: Mapping[str, str] | None, *, tag: Tag, by: Any) -> None:
        super().__init__(data)
        self.fields["into"].widget.attrs |= {"dir": "auto", "autocomplete": "off"}
        self.tag, self.by = tag, by

    def clean_into(self) -> Tag:
        found = tag_reading.called(self.cleaned_data["into"], self.by)
        if found is None:
            raise forms.ValidationError(_("There is no tag with this name."))
        if found == self.tag:
            raise forms.ValidationError(_("This is the tag itself. Name another one."))
        return found

    @property
    def goal(self) -> Tag | None:
        """The tag that was named, None until that is clear."""
        return self.cleaned_data.get("into") if self.is_bound and self.is_valid() else None

    def merge(self) -> Tag | None:
        """Merge the tags; None where that was refused, and then the form says why."""
        try:
            refuse_too_fast(self.by, "rename")
            return retagging.merge(self.tag, into=self.goal, by=self.by)
        except TextRefused as refused:
            self.add_error(None, str(refused))
        return None


def _offer(tag: Tag, other: Tag) -> str:
    """Say whose name it is, and how the two become one."""
    return format_html(
        '{} <a href="{}merge/?into={}">{}</a>',
        _("“%s” has or had this name.") % other.name,
        tag.get_absolute_url(),
        other.name,
        _("Merge the two"),
    )
