"""What is filled in so that a community looks after one more page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from communities.models import Community
from communities.shelves.shelf_forms import page_named
from kmsite.accounts.models import User
from kmsite.pages.counts.pacing import refuse_too_fast
from kmsite.pages.desks.refusable import RefusableForm
from kmsite.pages.fields import LineField
from kmsite.pages.models import Page
from kmsite.stewardship import entrusting
from kmsite.stewardship.standing import LOOKED_AFTER


class LookAfterForm(RefusableForm):
    """An article or a term, and perhaps the member who does it on behalf of the community."""

    page = LineField(
        label=_("Article or term"),
        max_length=300,
        help_text=_("By its title or address."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
        error_messages={"required": _("Name an article or a term.")},
    )
    username = forms.CharField(
        label=_("Member who does it"),
        max_length=150,
        required=False,
        help_text=_("Their username. May be left empty."),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off"}),
    )

    def __init__(self, data: Any, *, community: Community, by: User) -> None:
        super().__init__(data)
        self.community, self.by = community, by

    def clean_page(self) -> Page:
        pages = Page.objects.visible_to(self.by).filter(kind__in=LOOKED_AFTER)
        return page_named(pages, self.cleaned_data["page"])

    def clean_username(self) -> User | None:
        username = self.cleaned_data["username"].strip().removeprefix("@")
        person = User.objects.active().filter(username__iexact=username).first() if username else None
        if username and person is None:
            raise forms.ValidationError(_("Nobody has this username."))
        return person

    def entrust(self) -> bool:
        """Do it; False when it was refused, and then the form says why."""
        said = self.cleaned_data
        with self._refusals():
            refuse_too_fast(self.by, "appoint")
            entrusting.entrust(said["page"], community=self.community, person=said["username"], by=self.by)
        return not self.errors
