"""What somebody fills in to give a page another title and another place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from kmsite.accounts.models import User
from kmsite.pages.counts.pacing import refuse_too_fast
from kmsite.pages.fields import LineField
from kmsite.pages.models import Page
from kmsite.pages.permissions import may
from kmsite.pages.places.foreseeing import Foreseen, foresee
from kmsite.pages.places.moving import move
from kmsite.pages.places.placing import pages_called
from kmsite.pages.querysets import PageQuerySet
from kmsite.pages.refusing import AudienceRefused, MoveRefused, TextRefused, TitleTaken
from kmsite.pages.saving.drafts import clean_title

SECTIONS_OFFERED = 100
SEEN_AGAIN = _("Something changed meanwhile. Look at what would happen now, then confirm.")


def only_one(found: list[Page]) -> Page:
    """Return the page that was `found` by what it was called; ValidationError for none and for several."""
    if not found:
        raise ValidationError(_("There is no page with this title or address."))
    if len(found) > 1:
        slugs = ", ".join(page.slug for page in found)
        raise ValidationError(_("Several pages have this title. Give an address: %s") % slugs)
    return found[0]


class PageField(LineField):
    """A page named by its title or address, among the `pages` that the person may choose from."""

    pages: PageQuerySet

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"list": "sections", "dir": "auto"})
        super().__init__(**{"max_length": 200, "widget": widget, **options})

    def clean(self, value: Any) -> Page | None:
        text = super().clean(value)
        return only_one(pages_called(self.pages, text)) if text else None

    def text_for(self, page: Page | None) -> str:
        """Return how to name `page` here: by its title, or by its address where others have that title."""
        if page is None:
            return ""
        return page.title if len(pages_called(self.pages, page.title)) == 1 else page.slug


class MoveForm(forms.Form):
    """Another title, another place, or both: first foreseen, then done if nothing changed meanwhile."""

    title = LineField(label=_("Title"), max_length=200, widget=forms.TextInput(attrs={"dir": "auto"}))
    parent = PageField(
        label=_("Below"),
        required=False,
        help_text=_("The page that this one belongs to, by its title or address. Empty: the top."),
    )
    seen = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    def __init__(self, data: Mapping[str, str] | None, *, page: Page, mover: User) -> None:
        super().__init__(data)
        self.page, self.mover = page, mover
        if not may(mover, "rename", page):
            del self.fields["title"]
        if not may(mover, "move", page):
            del self.fields["parent"]
        else:
            above = page.parent if page.parent and may(mover, "read", page.parent) else None
            self.fields["parent"].pages = self.places
            self.initial["parent"] = self.fields["parent"].text_for(above)
        self.initial["title"] = page.title

    @property
    def places(self) -> PageQuerySet:
        """Return the pages that somebody may put the page below."""
        return type(self.page).objects.visible_to(self.mover).unarchived()

    @cached_property
    def sections(self) -> list[Page]:
        """Return the first pages at the top, offered where the parent is named."""
        return list(self.places.roots().in_order()[:SECTIONS_OFFERED])

    def clean_title(self) -> str:
        with self._refusals("title"):
            return clean_title(self.cleaned_data["title"])
        return ""

    @cached_property
    def foreseen(self) -> Foreseen | None:
        """Return what would come of it; None while the form is not filled in well."""
        if not (self.is_bound and self.is_valid()):
            return None
        title = self.cleaned_data.get("title", self.page.title)
        parent = self.cleaned_data["parent"] if "parent" in self.fields else self.page.parent
        return foresee(self.page, title=title, parent=parent, by=self.mover)

    @property
    def is_confirmed(self) -> bool:
        """Whether the person agreed to what they had seen; the form says so where that is no longer true."""
        if not (self.foreseen and self.cleaned_data["seen"]):
            return False
        if self.cleaned_data["seen"] != self.foreseen.seen:
            self.add_error(None, SEEN_AGAIN)
            return False
        return not self.foreseen.refusal

    def move(self) -> Page | None:
        """Do it; None when it was refused, and then the form says why."""
        with self._refusals(None):
            if self.foreseen.title != self.page.title:
                refuse_too_fast(self.mover, "rename")
            return move(self.page, parent=self.foreseen.parent, by=self.mover, title=self.foreseen.title)
        return None

    @contextmanager
    def _refusals(self, field: str | None) -> Iterator[None]:
        try:
            yield
        except (AudienceRefused, MoveRefused, TextRefused) as refused:
            self.add_error(field, str(refused))
        except TitleTaken:
            self.add_error(field, _("A page there has this title already."))
