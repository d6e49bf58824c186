"""The forms of a harvest: those of articles and terms, filled in from a discussion."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from articles.forms import ArticleForm, NewArticleForm
from glossary.models import Proposal
from glossary.proposing_forms import TermForm
from kmsite.harvest import harvesting, wording
from kmsite.harvest.chosen import Chosen, is_wider
from kmsite.harvest.harvesting import TooWide
from kmsite.pages.desks.desk_forms import DeskForm
from kmsite.pages.desks.unsaved import OTHER_DESK
from kmsite.pages.models import PUBLIC, Audience
from kmsite.pages.readers.explaining import name_of
from kmsite.pages.saving.editing import Saved

LONGEST_ADDRESS = 8000


class _Harvested(DeskForm):
    """A form that writes what it holds as a harvest of what was `chosen`."""

    not_written = DeskForm.not_written | {OTHER_DESK}

    def __init__(self, *args: Any, chosen: Chosen, desk: str, **options: Any) -> None:
        self.chosen = chosen
        super().__init__(*args, **options)
        if chosen.may_widen and self.may_be_wider():
            self.fields["widens"] = forms.BooleanField(
                required=False,
                label=_("Let people read it who cannot read the discussion"),
                help_text=_("Ask those whose words these are before you say so: they spoke among few."),
            )
        self.fields[OTHER_DESK] = forms.CharField(
            max_length=LONGEST_ADDRESS, required=False, widget=forms.HiddenInput, initial=desk
        )
        if not self.is_bound and self.draft is None:
            self.initial |= self.given()

    def may_be_wider(self) -> bool:
        """Say whether more people may come to read this than read the discussion."""
        return self.chosen.is_for_few

    def given(self) -> dict[str, Any]:
        """Return what stands in the form before anybody writes."""
        return {"summary": wording.summary_of(self.chosen)}

    @property
    def is_wider(self) -> bool:
        return bool(self.cleaned_data.get("widens"))

    @contextmanager
    def _refusals(self) -> Iterator[None]:
        with super()._refusals():
            try:
                yield
            except TooWide as refused:
                self.add_error("widens" if "widens" in self.fields else None, str(refused))


class HarvestedArticle(_Harvested, NewArticleForm):
    """A new article: of a discussion for few it is for the same few, unless who may says otherwise."""

    def offer_audiences(self) -> None:
        if not self.chosen.is_for_few:
            return super().offer_audiences()
        same, field = Audience.objects.get(pk=self.chosen.thread.reach), self.fields["audience"]
        field.choices = [(str(same.pk), _("Those who read the discussion: %s") % name_of(same))]
        if self.chosen.may_widen:
            field.choices = [*field.choices, ("", _("As the page above it"))]
        field.initial = str(same.pk)
        return None

    def given(self) -> dict[str, Any]:
        body = wording.text_of(self.chosen)
        return super().given() | {"title": self.chosen.thread.title, "body": body}

    def write(self, **said: Any) -> Saved:
        return harvesting.create(self.chosen, widens=self.is_wider, **said)


class HarvestedEdit(_Harvested, ArticleForm):
    """A change of an article: its text with what was chosen behind it."""

    def may_be_wider(self) -> bool:
        return is_wider(self.page.reach, self.chosen.thread)

    def given(self) -> dict[str, Any]:
        body = wording.appended(self.page.current.body, self.chosen)
        return super().given() | {"body": body}

    def write(self, **said: Any) -> Saved:
        return harvesting.revise(self.page, self.chosen, widens=self.is_wider, **said)


class HarvestedTerm(_Harvested, TermForm):
    """A proposal for a new term, or for another definition of one that there is."""

    not_written = TermForm.not_written | {OTHER_DESK}

    def may_be_wider(self) -> bool:
        return is_wider(self.term.reach if self.term else PUBLIC, self.chosen.thread)

    def given(self) -> dict[str, Any]:
        field = "entry_further_text" if self.term else "entry_house_text"
        body = wording.beside_definition(self.term.current.body if self.term else "", self.chosen)
        return super().given() | {field: wording.definition_of(self.chosen), "body": body}

    def send(self, **said: Any) -> Proposal:
        return harvesting.propose(self.chosen, widens=self.is_wider, **said)

    def save_at_once(self, **said: Any) -> Saved:
        return harvesting.take_in(self.chosen, widens=self.is_wider, **said)
