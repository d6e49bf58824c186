"""What is filled in to say who looks after a page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kmsite.accounts.models import User
from kmsite.pages import kinds
from kmsite.pages.counts.pacing import refuse_too_fast
from kmsite.pages.desks.refusable import RefusableForm
from kmsite.pages.models import Page
from kmsite.stewardship.entrusting import entrust
from kmsite.stewardship.standing import may_name_people

MOST_COMMUNITIES = 200


class EntrustForm(RefusableForm):
    """A community, a person, or a member on behalf of a community."""

    community = forms.ModelChoiceField(
        label=_("Community"),
        queryset=Page.objects.none(),
        required=False,
        error_messages={"invalid_choice": _("Choose one of these communities.")},
    )
    username = forms.CharField(
        label=_("Person"),
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off"}),
    )

    def __init__(self, data: Mapping[str, str] | None, *, page: Page, by: User) -> None:
        super().__init__(data)
        self.page, self.by = page, by
        self.names_people = may_name_people(by, page)
        communities = _communities_of(by)
        self.fields["community"].queryset = communities
        self.fields["community"].empty_label = _("none") if self.names_people else None
        self.fields["community"].required = not self.names_people
        self.fields["username"].help_text = self._about_person()
        self.fields["username"].required = not communities
        if not communities:
            del self.fields["community"]

    @property
    def is_open(self) -> bool:
        """Whether there is anybody whom the person may name."""
        return self.names_people or "community" in self.fields

    def clean_username(self) -> User | None:
        username = self.cleaned_data["username"].strip().removeprefix("@").replace("\0", "")
        if not username:
            return None
        person = User.objects.active().filter(username__iexact=username).first()
        if person is None:
            raise forms.ValidationError(_("Nobody has this username."))
        return person

    def entrust(self) -> bool:
        """Do it; False when it was refused, and then the form says why."""
        said = self.cleaned_data
        with self._refusals():
            refuse_too_fast(self.by, "appoint")
            entrust(self.page, community=said.get("community"), person=said["username"], by=self.by)
        return not self.errors

    def _about_person(self) -> Any:
        if self.names_people:
            return _("Their username. With a community as well: a member who does it on its behalf.")
        return _("The username of a member who does it on behalf of the community. May be left empty.")


def _communities_of(user: User) -> Any:
    ids = kinds.of(Page.Kind.COMMUNITY).stewarded_by(user)
    mine = Page.objects.visible_to(user).unarchived().filter(pk__in=ids)
    return mine.by_title()
