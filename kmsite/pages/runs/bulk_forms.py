"""What is filled in to act on many pages: which pages, and what is done to them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kmsite.accounts.models import User
from kmsite.pages.fields import LineField, TagsField
from kmsite.pages.models import BulkRun, Page, Tag
from kmsite.pages.places.placing_forms import PageField
from kmsite.pages.querysets import PageQuerySet
from kmsite.pages.readers.audience_forms import chosen
from kmsite.pages.readers.explaining import choices_below
from kmsite.pages.runs.bulk import MOST_PAGES, may_run
from kmsite.pages.shown import showing
from kmsite.text.names import name_key

LARGEST_ID = 2**63 - 1
NOT_THERE = _("One of these pages is not there. Nothing was done.")


class SelectionForm(forms.Form):
    """Which pages are listed to choose from; what `person` may not see is never among them."""

    words = LineField(label=_("Words in the title"), max_length=200, required=False)
    under = PageField(label=_("Below the page"), required=False)
    tag = LineField(label=_("With the tag"), max_length=60, required=False)

    def __init__(self, data: Any, *, person: User) -> None:
        super().__init__(data)
        self.listed = self.fields["under"].pages = _many(person)

    def pages(self) -> PageQuerySet:
        """Return the pages that match, none when the form is wrong."""
        pages = self.listed
        if not self.is_valid():
            return pages.none()
        if under := self.cleaned_data["under"]:
            pages = pages.filter(pk__in=showing.pages_below([under.pk])).exclude(pk=under.pk)
        if tag := self.cleaned_data["tag"]:
            named = Q(tags__in=Tag.objects.at(tag)) | Q(tags__key=name_key(tag))
            pages = pages.filter(named | Q(tags__merged__key=name_key(tag))).distinct()
        for word in self.cleaned_data["words"].split():
            pages = pages.filter(title_key__contains=name_key(word))
        return pages

    @property
    def narrows(self) -> bool:
        """Whether anything was asked for at all."""
        return self.is_valid() and any(self.cleaned_data.values())


class ChosenForm(forms.Form):
    """The pages that were chosen: ids, alone or separated by commas. One that is not there refuses all."""

    pages = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, person: User) -> None:
        super().__init__({"pages": ",".join(data.getlist("pages"))})
        self.person = person

    def clean_pages(self) -> list[Page]:
        """Return the pages by title."""
        ids = _numbers(self.cleaned_data["pages"])
        if not ids:
            raise ValidationError(_("Choose at least one page."))
        if len(ids) > MOST_PAGES:
            raise ValidationError(_("Choose at most %d pages at once.") % MOST_PAGES)
        found = list(_many(self.person).filter(pk__in=ids).by_title())
        if len(found) != len(ids):
            raise ValidationError(NOT_THERE)
        return found


def _numbers(text: str) -> set[int]:
    """Read ids; what is none counts as the id of no page."""
    return {
        int(one) if one.isdecimal() and len(one) < 20 and int(one) <= LARGEST_ID else 0
        for one in filter(None, text.split(","))
    }


class ActForm(forms.Form):
    """What one act needs to know from `person`."""

    act: BulkRun.Act
    heading: str
    note = ""

    def __init__(self, data: Any, *, person: User) -> None:
        super().__init__(data, auto_id=f"{self.act}_%s")
        self.person = person

    def choice(self) -> dict[str, Any]:
        """Return what the run has to remember."""
        return {}


class TagForm(ActForm):
    act, heading = BulkRun.Act.TAG, _("Add tags")
    tags = TagsField(label=_("Tags"), help_text=_("Separated by commas."))

    def choice(self) -> dict[str, Any]:
        return {"tags": self.cleaned_data["tags"]}


class UntagForm(TagForm):
    act, heading = BulkRun.Act.UNTAG, _("Take tags off")


class MoveForm(ActForm):
    act, heading = BulkRun.Act.MOVE, _("Move")
    note = _("Everything below a page moves with it. Addresses stay as they are.")
    parent = PageField(
        label=_("Below the page"), required=False, help_text=_("Its title or address. Empty: to the top.")
    )

    def __init__(self, data: Any, *, person: User) -> None:
        super().__init__(data, person=person)
        self.fields["parent"].pages = _many(person).unarchived()

    def choice(self) -> dict[str, Any]:
        parent = self.cleaned_data["parent"]
        return {"parent": parent and parent.pk}


class ReadersForm(ActForm):
    act, heading = BulkRun.Act.AUDIENCE, _("Say who may read")
    note = _("It holds for everything below that made no narrower choice.")
    audience = forms.ChoiceField(label=_("Who may read"), required=False)

    def __init__(self, data: Any, *, person: User) -> None:
        super().__init__(data, person=person)
        self.choices = choices_below(None, person)
        words = [(choice.value, choice.label) for choice in self.choices]
        self.fields["audience"].choices = [("", _("As the page above it")), *words[1:]]

    def choice(self) -> dict[str, Any]:
        audience = chosen(self.choices, self.cleaned_data["audience"]).audience
        return {"audience": audience and audience.pk}


class ArchiveForm(ActForm):
    act, heading = BulkRun.Act.ARCHIVE, _("Archive")
    note = _("With everything below. They stay readable and leave the ordinary search.")


class TrashForm(ActForm):
    act, heading = BulkRun.Act.TRASH, _("Put into the trash")
    note = _("With everything below. They can be brought back from the trash.")


ACT_FORMS = (TagForm, UntagForm, MoveForm, ReadersForm, ArchiveForm, TrashForm)


def act_forms(person: User, data: Any = None) -> list[ActForm]:
    """Return a form for each act that `person` may do to many pages; only the one that was sent is bound."""
    sent = data.get("act") if data else None
    allowed = [form for form in ACT_FORMS if may_run(person, form.act)]
    return [form(data if form.act == sent else None, person=person) for form in allowed]


def _many(person: User) -> PageQuerySet:
    """Return the pages that many can be changed of at once: terms have a desk of their own."""
    return Page.objects.visible_to(person).of_kind(Page.Kind.ARTICLE)
