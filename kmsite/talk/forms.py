"""The forms of talk: a comment, a reply, an edit of one."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kmsite.pages.drafts import LONGEST_FORM_KEY
from kmsite.talk.wording import LONGEST

SAY = _("Comment")
HINT = _("Markdown. [[Link a page]], and name people with @: they are told if they may read this page.")


def fresh_key() -> str:
    """Return a key for a new form, by which sending it twice saves once."""
    return uuid.uuid4().hex


class CommentForm(forms.Form):
    """What somebody says on a page, or answers in a thread. The writer judges the words, not the form."""

    body = forms.CharField(
        label=_("Your comment"),
        help_text=HINT,
        strip=False,
        error_messages={"required": _("Write something first.")},
        widget=forms.Textarea(
            attrs={"rows": 5, "dir": "auto", "data-mentions": "/people/named/", "data-most": LONGEST}
        ),
    )
    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=LONGEST_FORM_KEY)
    reply = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)

    def __init__(
        self,
        *args: Any,
        address: str,
        reply: int | None = None,
        button: str | Promise = SAY,
        cancel: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(
            *args, initial={"key": fresh_key(), "reply": reply, **kwargs.pop("initial", {})}, **kwargs
        )
        self.address, self.button, self.cancel = address, button, cancel
        if reply:
            self.fields["body"].label = _("Your reply")
