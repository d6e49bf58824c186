"""What is filled in about a closed round: where the group settled, what it will do, what became of that."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from communities.models import Membership
from kmsite.accounts.models import User
from kmsite.culture.agreed import agreeing
from kmsite.culture.models import Commitment, Consensus, Item, Position, Round
from kmsite.culture.refusing import RoundRefused
from kmsite.pages.desks.refusable import RefusableForm
from kmsite.pages.fields import LineField
from kmsite.pages.models import Page
from kmsite.pages.told.auditing import page_at
from kmsite.text.names import name_key

MOST_OFFERED = 200
MOST_NAMED = 5
"""Pages of one title among which somebody is asked to choose."""


class ConsensusForm(RefusableForm):
    """The position on which a group settled about one statement, and why in its own words."""

    position = forms.TypedChoiceField(
        label=_("Where we settled"),
        choices=Position.choices,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the five positions.")},
    )
    note = LineField(
        label=_("In our words"),
        max_length=500,
        required=False,
        help_text=_("What the group agreed on. No names: who said what stays in the room."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )

    def __init__(self, data: Any, *, round: Round, item: Item, now: Consensus | None) -> None:
        super().__init__(data, initial={"position": now.position, "note": now.note} if now else None)
        self.round, self.item = round, item

    def settle(self, *, by: Any) -> bool:
        """Write it down; False when it was refused, and then the form says why."""
        with self._refusals():
            agreeing.settle(self.round, self.item, by=by, **self.cleaned_data)
        return not self.errors


class CommitmentForm(RefusableForm):
    """What a group will do about a statement: who looks after it, until when, and where it is done."""

    item = forms.ModelChoiceField(
        label=_("About the statement"), queryset=Item.objects.none(), empty_label=None
    )
    text = LineField(
        label=_("What we will do"),
        max_length=300,
        help_text=_("One thing that can be seen when it is done."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    owner = LineField(
        label=_("Who looks after it"),
        max_length=150,
        help_text=_("The username of somebody who belongs to the community, and who agreed to it."),
        widget=forms.TextInput(
            attrs={"autocapitalize": "none", "autocomplete": "off", "list": "commitment-members"}
        ),
    )
    due = forms.DateField(
        label=_("By when"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    page = LineField(
        label=_("Where it is done"),
        max_length=200,
        required=False,
        help_text=_(
            "The title or address of an article, a term, a discussion or an event. May be left empty."
        ),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )

    def __init__(
        self, data: Any, *, round: Round, by: User, now: Commitment | None = None, **asked: Any
    ) -> None:
        super().__init__(data, initial=_initial(now, by) if now else asked)
        self.round, self.by, self.now = round, by, now
        self.fields["item"].queryset = Item.objects.filter(assessment=round.assessment_id)
        if now:
            del self.fields["item"]

    def clean_owner(self) -> User:
        username = self.cleaned_data["owner"].strip().removeprefix("@")
        if person := User.objects.active().filter(username__iexact=username).first():
            return person
        raise ValidationError(_("Nobody has this username."))

    def clean_due(self) -> date:
        """Say of a day what is wrong with it while the rest is wrong as well."""
        due = self.cleaned_data["due"]
        if self.now is None or due != self.now.due:
            try:
                agreeing.refuse_day(due)
            except RoundRefused as refused:
                raise ValidationError(str(refused)) from refused
        return due

    @property
    def members(self) -> list[User]:
        """Some of those who can look after a commitment, offered while somebody types."""
        if self.round.community_id is None:
            return []
        current = Membership.objects.current().filter(community=self.round.community_id, user__is_active=True)
        return [one.user for one in current.select_related("user").order_by("user__username")[:MOST_OFFERED]]

    def clean_page(self) -> Page | None:
        """Find the page that is meant among those that its writer may read."""
        text = self.cleaned_data["page"]
        if not text:
            return None
        found = [page for page in self._meant(text) if page.is_live]
        if not found:
            raise ValidationError(_("There is no page with this title or address."))
        if len(found) > 1:
            addresses = ", ".join(page.get_absolute_url() for page in found)
            raise ValidationError(_("Several pages have this title. Give an address: %s") % addresses)
        return found[0]

    def _meant(self, text: str) -> list[Page]:
        if "/" in text:
            return [page for page in [page_at(text, self.by)] if page]
        called = Page.objects.visible_to(self.by).filter(title_key=name_key(text))
        return list(called[:MOST_NAMED])

    def write(self) -> bool:
        """Write it down; False when it was refused, and then the form says why."""
        with self._refusals():
            if self.now:
                agreeing.change(self.now, by=self.by, **self.cleaned_data)
            else:
                agreeing.commit(self.round, by=self.by, **self.cleaned_data)
        return not self.errors


class OutcomeForm(RefusableForm):
    """What became of a commitment."""

    state = forms.ChoiceField(
        label=_("What became of it"), choices=Commitment.State.choices, widget=forms.RadioSelect
    )
    outcome = LineField(
        label=_("In a sentence"),
        max_length=500,
        required=False,
        help_text=_("What you did, what it changed, or why it was dropped."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )

    def __init__(self, data: Any, *, commitment: Commitment) -> None:
        super().__init__(data, initial={"state": commitment.state, "outcome": commitment.outcome})
        self.commitment = commitment

    def report(self, *, by: Any) -> bool:
        """Write it down; False when it was refused, and then the form says why."""
        with self._refusals():
            agreeing.report(self.commitment, by=by, **self.cleaned_data)
        return not self.errors


def _initial(now: Commitment, by: User) -> dict[str, Any]:
    page = Page.objects.visible_to(by).filter(pk=now.page_id).first()
    said = {"text": now.text, "owner": now.owner.username, "due": now.due}
    return {**said, "page": page.get_absolute_url() if page else ""}
