"""As one of which community somebody answers in a round of the organisation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from communities.models import Community
from kmsite.culture.models import Round
from kmsite.culture.rounds.standing import communities_of

NONE_OF_YOURS = _(
    "You cannot answer as a member of this community. Choose another, or none; nothing is lost."
)


class AsMemberForm(forms.Form):
    """The community as one of which the answers count, or none."""

    community = forms.ModelChoiceField(
        queryset=Community.objects.none(),
        required=False,
        label=_("I answer as a member of"),
        empty_label=_("no community"),
        help_text=_(
            "Your answers then count for everybody, and in the figures of this community that only its"
            " members see."
        ),
        error_messages={"invalid_choice": NONE_OF_YOURS},
    )

    def __init__(self, data: Any, *, round: Round, user: Any) -> None:
        super().__init__(data)
        field = self.fields["community"]
        if round.community_id is None:
            field.queryset = communities_of(user)
        is_forged = data is not None and data.get("community")  # then it says so
        if not is_forged and not field.queryset.exists():
            del self.fields["community"]

    @property
    def chosen(self) -> Community | None:
        """The community that was chosen, once the form is valid."""
        return self.cleaned_data.get("community")
