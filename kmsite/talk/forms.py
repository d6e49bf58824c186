"""The forms of talk: a comment, a reply, an edit of one."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kmsite.pages.models import Page
from kmsite.pages.saving.drafts import LONGEST_FORM_KEY
from kmsite.talk.models import Comment

LARGEST_NUMBER = 2**31 - 1

HINT = _("Markdown. [[Link a page]], and name people with @: they are told if they may read this page.")


def fresh_key() -> str:
    """Return a key for a new form, by which sending it twice saves once."""
    return uuid.uuid4().hex


def naming_people_on(page: Page) -> dict[str, Any]:
    """Return what a field needs that offers, after an @, the people whom a comment on `page` may name."""
    return {"data-mentions": f"/p/{page.pk}/people/", "data-offered": _("People")}


class CommentForm(forms.Form):
    """What somebody says on a page, or answers in a thread. The writer judges the words, not the form."""

    body = forms.CharField(
        label=_("Your comment"),
        help_text=HINT,
        strip=False,
        error_messages={"required": _("Write something first.")},
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )
    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=LONGEST_FORM_KEY)
    entry_reply = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        page: Page,
        address: str,
        thread: Comment | None = None,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        begun = {"key": fresh_key(), "entry_reply": thread and thread.pk, **(initial or {})}
        super().__init__(data, initial=begun, auto_id="reply_%s" if thread else "comment_%s")
        self.address, self.cancel = address, address if thread else ""
        self.button, self.previews = _("Reply") if thread else _("Comment"), True
        self.fields["body"].widget.attrs |= naming_people_on(page)
        if thread:
            self.fields["body"].label = _("Your reply")


class EditForm(forms.Form):
    """What somebody says instead of what they said."""

    body = forms.CharField(
        label=_("Your comment"),
        help_text=HINT,
        strip=False,
        error_messages={"required": _("Write something first, or delete the comment.")},
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
    )
    base = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=LARGEST_NUMBER)
    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=LONGEST_FORM_KEY)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, comment: Comment, body: str | None = None
    ) -> None:
        said = {"body": comment.body if body is None else body, "base": comment.number, "key": fresh_key()}
        super().__init__(data, initial=said)
        self.address, self.cancel, self.button = "", comment.get_absolute_url(), _("Save")
        self.fields["body"].widget.attrs |= naming_people_on(comment.page)
