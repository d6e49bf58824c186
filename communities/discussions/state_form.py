"""The form in which an asker or a moderator says in which state a discussion is."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from communities.discussions import answering
from communities.discussions.answering import STATES
from communities.models import Discussion
from kmsite.accounts.models import User
from kmsite.pages.counts.pacing import refuse_too_fast
from kmsite.pages.desks.refusable import RefusableForm


class StateForm(RefusableForm):
    """The state of a discussion, and what is missing where it needs more information."""

    state = forms.ChoiceField(
        label=_("State"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose a state."),
            "invalid_choice": _("A discussion cannot be in this state."),
        },
    )
    body = forms.CharField(
        label=_("What is missing"),
        required=False,
        strip=False,
        help_text=_("Said as a comment. Needed where you ask for more information."),
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )
    key = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    refused_beside = "body"

    def __init__(self, data: Mapping[str, str] | None, *, page: Discussion, writer: User) -> None:
        super().__init__(data, initial={"key": uuid.uuid4().hex, "state": page.state})
        self.page, self.writer = page, writer
        self.fields["state"].choices = [(state.value, capfirst(state.label)) for state in STATES[page.sort]]

    def set_state(self) -> bool:
        """Set it; False when it was refused, and then the form says why."""
        fields = self.cleaned_data
        with self._refusals():
            if fields["body"].strip():
                refuse_too_fast(self.writer, "comment")
            about = {"by": self.writer, "missing": fields["body"], "key": fields["key"]}
            answering.set_state(self.page, fields["state"], **about)
        return not self.errors
